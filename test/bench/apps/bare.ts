import { cp, mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import path from "node:path";
import type { RouterId } from "../../../src/stack/types.ts";
import { runIsolated } from "../../contract/app/isolation.ts";
import type { AppServer } from "../../contract/app/server.ts";
import { authUnderTest } from "../../contract/auths/all.ts";
import { newPerson } from "../../contract/driver/person.ts";
import type { Visitor } from "../../contract/driver/visitor.ts";
import { newSettings } from "../../contract/run/context.ts";
import { sharedModules } from "../../support/modules.ts";
import { freshCookie, running, type Subject, serve, visitorOf } from "./subject.ts";

const here = import.meta.dirname;

/** Names of the libraries that there is a sample for, in `bare/`. */
export async function bareLibraries(): Promise<string[]> {
  const names = await readdir(path.join(here, "bare"));
  return names.filter((name) => !name.startsWith("on-")).sort();
}

/** A library used as its documentation says, without anything of ours around it. */
export async function openBare(library: string): Promise<Subject> {
  const router: RouterId = library === "next-session" ? "pages" : "app";
  const modules = await sharedModules({ auth: library, store: "memory", router });
  await mkdir(path.join(modules, "apps"), { recursive: true });
  const dir = await mkdtemp(path.join(modules, "apps", `bare-${library}-`));
  for (const folder of [
    ...[`bare/on-${router}`, "added/shared", `added/on-${router}`],
    `bare/${library}`,
  ]) {
    await cp(path.join(here, folder), dir, { recursive: true });
  }
  const next = path.join(await sharedModules(), "node_modules/next/dist/bin/next");
  const build = await runIsolated([next, "build"], dir);
  const { env } = newSettings(authUnderTest(library));
  const { server, remove } = await serve(dir, build, { ...env, AUTH_TRUST_HOST: "true" });
  const browser = await signIn(library, server);
  await rm(dir, { recursive: true, force: true });
  return {
    ...running(`${library}, bare`, server),
    ...{ library, bare: true, cookie: () => freshCookie(browser) },
    async close() {
      await server.stop();
      await remove();
    },
  };
}

/** Signs somebody in by the library's own endpoint, or by that of the sample. */
async function signIn(library: string, server: AppServer): Promise<Visitor> {
  const visitor = visitorOf(server);
  const person = newPerson();
  const [door] = authUnderTest(library).doors;
  if (library === "better-auth") await post(visitor, "/api/auth/sign-up/email", { ...person });
  if (door) await door.signIn(visitor, person);
  else {
    const { email, name } = person;
    await post(visitor, "/api/login", { id: crypto.randomUUID(), email, name, role: "user" });
  }
  const { status } = await visitor.me();
  if (status !== 200) throw new Error(`${library}, bare: nobody is signed in\n${server.log}`);
  return visitor;
}

function post(visitor: Visitor, address: string, body: Record<string, string>) {
  const headers = { "content-type": "application/json" };
  return visitor.request(address, { method: "POST", body: JSON.stringify(body), headers });
}
