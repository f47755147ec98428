import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import { generatedLibrary, tsx } from "./generated-code.ts";

// How sessions in cookies end, asked of the generated code on a real database file. The contract
// cannot see all of it: with this store it has no list to end others from (clause 8).

let dir: string;

beforeAll(async () => {
  dir = await generatedLibrary({ auth: "jose", store: "cookie", router: "app" });
});

afterAll(() => rm(dir, { recursive: true, force: true }));

const prelude = `
import { createUser } from "@/lib/accounts";
import { endAllDevices, endDevice, endOtherDevices, listDevices } from "@/lib/session/devices";
import { createSession, endSession, readSession, renewTicket, rotateSession } from "@/lib/session/sessions";
import { getStore } from "@/lib/store/store";

let clock = Date.now();
Date.now = () => clock;
const pass = (seconds: number) => { clock += seconds * 1000; };
const user = (await createUser({ name: "Ada", email: "ada@people.example", password: "x" }, "user"))!;
const begin = () => { pass(1); return createSession(user, "Firefox on Linux"); };
const alive = async (...tickets: Parameters<typeof readSession>[0][]) =>
  (await Promise.all(tickets.map(readSession))).map((session) => session !== null);
const say = (value: unknown) => console.log(JSON.stringify(value));
`;

/** Runs code of an application with that store, and reads what it says. */
async function run(code: string): Promise<unknown> {
  const name = `${crypto.randomUUID()}`;
  const file = path.join(dir, `${name}.mts`);
  await writeFile(file, prelude + code);
  const { stdout } = await execa(tsx, [file], {
    cwd: dir,
    env: { SESSION_SECRET: "k7Rw2mX9qLz4TbNv8HcJd5FgYs3PaEe1U0", SQLITE_FILE: `${name}.db` },
  });
  return JSON.parse(stdout);
}

test("one session ends, and its copies with it, renewed or not", async () => {
  const said = await run(`
    const [one, two] = [begin(), begin()];
    pass(100);
    const renewed = renewTicket(one)!;
    await endSession(renewed);
    say(await alive(one, renewed, two));
  `);
  expect(said).toEqual([false, false, true]);
});

test("all others end, however often, and new ones begin", async () => {
  const said = await run(`
    const [here, there] = [begin(), begin()];
    await endOtherDevices((await readSession(here))!);
    const after = begin();
    const first = await alive(here, there, after);
    pass(1);
    await endOtherDevices((await readSession(after))!);
    say([first, await alive(here, there, after, begin())]);
  `);
  expect(said).toEqual([
    [true, false, true],
    [false, false, true, true],
  ]);
});

test("all end at once, but not those of somebody else", async () => {
  const said = await run(`
    const other = (await createUser({ name: "Ben", email: "ben@people.example", password: "x" }, "user"))!;
    const theirs = createSession(other, "Safari on iPhone");
    const [here, there] = [begin(), begin()];
    await endAllDevices((await readSession(here))!);
    say(await alive(here, there, theirs, begin()));
  `);
  expect(said).toEqual([false, false, true, true]);
});

test("a session that was spared stays spared under its next id, and its former id ends", async () => {
  const said = await run(`
    const [here, there] = [begin(), begin()];
    await endOtherDevices((await readSession(here))!);
    await getStore().users.setRole(user.id, "admin");
    const next = (await rotateSession(here, (await readSession(here))!))!;
    const again = await rotateSession(here, (await readSession(next))!);
    say([await alive(here, next, there), next.role, again]);
  `);
  expect(said).toEqual([[false, true, false], "admin", null]);
});

test("a handle ends the session in use only, which is the only one listed", async () => {
  const said = await run(`
    const [here, there] = [begin(), begin()];
    const session = (await readSession(here))!;
    const listed = (await listDevices(session)).map(({ handle }) => handle === here.handle);
    await endDevice(session, there.handle);
    const first = await alive(here, there);
    await endDevice(session, here.handle);
    say([listed, first, await alive(here, there)]);
  `);
  expect(said).toEqual([[true], [true, true], [false, true]]);
});

test("both timeouts end a session; use slides one of them, and not beyond the other", async () => {
  const said = await run(`
    const left = begin();
    pass(1799);
    const [before] = await alive(left);
    pass(1);
    let used = begin();
    let rounds = 0;
    for (let next; (pass(1700), next = renewTicket(used)); used = next) rounds += 1;
    say([before, (await alive(left))[0], renewTicket(begin()), rounds, used.idleUntil === used.expiresAt]);
  `);
  expect(said).toEqual([true, false, null, 16, true]);
});

test("what has ended is forgotten when it would have expired", async () => {
  const said = await run(`
    const { run } = await import("@/lib/store/sqlite/connection");
    const rows = async () => Number((await run("select count(*) as n from ended_sessions"))[0]!.n);
    const ticket = begin();
    await endSession(ticket);
    pass(8 * 3600 - 1);
    await getStore().sweep();
    const before = await rows();
    pass(1);
    await getStore().sweep();
    say([before, await rows(), await alive(ticket)]);
  `);
  expect(said).toEqual([1, 0, [false]]);
});
