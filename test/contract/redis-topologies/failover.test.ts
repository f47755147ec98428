import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { generatedApp } from "../app/generated.ts";
import type { AppUnderTest } from "../app/under-test.ts";
import { newAddress, newPerson } from "../driver/person.ts";
import { Recorder } from "../driver/recorder.ts";
import { Visitor } from "../driver/visitor.ts";
import { newSettings } from "../run/context.ts";
import { openCluster } from "./cluster.ts";
import { eventually } from "./node.ts";
import { openSentinels } from "./sentinel.ts";

// Groups of Redis servers, named in REDIS_URL: one primary is killed while people are signed in.

const password = "Rt-6c0e4f7d2b8a9135";
const prefix = "failover:";
const failover = 20_000; // ms; the groups are told to notice within two seconds, the machine is shared

let app: AppUnderTest;
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), "contract-failover-"));
  const stack = { auth: "server-session", store: "redis", router: "app" } as const;
  const env = { ...newSettings().env, REDIS_PREFIX: prefix };
  ({ app } = await generatedApp(stack, { env, preloads: [] }));
});

afterAll(async () => {
  await app?.dispose();
  await rm(directory, { recursive: true, force: true });
});

test.each([
  ["a cluster of three primaries and three replicas", openCluster],
  ["a primary, a replica and three Sentinels", openSentinels],
])("sessions outlive the loss of a primary of %s", { timeout: 180_000 }, async (_name, open) => {
  const topology = await open(directory, password);
  const server = await app.start({ env: { REDIS_URL: topology.url } });
  const visitor = () =>
    new Visitor({ origin: server.origin, address: newAddress(), recorder: new Recorder() });
  try {
    const people = Array.from({ length: 6 }, () => newPerson());
    const browsers = await Promise.all(people.map((person) => visitor().signUp(person)));
    const keys = await topology.keys(`${prefix}session:*`);
    expect(keys).toHaveLength(people.length);
    const [key = ""] = keys;

    await topology.killPrimary(key);
    const statuses = new Set<number>();
    const answers = async () => {
      const replies = await Promise.all(browsers.map((browser) => browser.me()));
      for (const { status } of replies) statuses.add(status);
      return replies;
    };
    await eventually(
      "everybody is served again",
      async () => (await answers()).every(({ status }) => status === 200),
      failover,
    );
    for (const [index, { user }] of (await answers()).entries()) {
      expect(user?.email).toBe(people[index]?.email);
    }
    // Meanwhile the application may have said that it cannot tell; never that nobody is signed in.
    expect([...statuses].filter((status) => status !== 200 && status !== 503)).toEqual([]);

    const [first, second] = browsers;
    const [person] = people;
    const thief = first?.thief();
    await first?.logout();
    expect((await thief?.me())?.status).toBe(401);
    expect((await second?.me())?.status).toBe(200);
    const again = visitor();
    if (person) await again.login(person);
    expect((await again.me()).status).toBe(200);
    expect(server.child.ended).toBeUndefined();
  } finally {
    await server.stop();
    await topology.close();
  }
});
