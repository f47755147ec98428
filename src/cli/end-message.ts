import type { ChangeSet } from "../changeset/changeset.ts";
import { runPrefix } from "../scaffold/answers.ts";
import { parseEnv } from "../scaffold/env-local.ts";
import type { Catalogue } from "../stack/catalogue.ts";
import { reproduce, shellQuoted } from "./reproduce.ts";
import type { Colors } from "./talk.ts";
import type { Settled } from "./wishes.ts";

/** Somebody who can log in to the new project at once. */
export interface DemoLogin {
  readonly email: string;
  readonly password: string;
}

/** The demo user that `.env.local` of a project creates; undefined where it has none. */
export function demoLogin(project: ChangeSet): DemoLogin | undefined {
  const values = parseEnv(project.readText(".env.local") ?? "");
  const email = values.get("DEMO_USER_EMAIL");
  const password = values.get("DEMO_USER_PASSWORD");
  return email && password ? { email, password } : undefined;
}

/** What to type next. */
export function nextCommands({ directory, pm, install }: Settled): string[] {
  const enter = directory === "." ? [] : [`cd ${shellQuoted(directory)}`];
  const prepare = install ? [] : [`${pm} install`];
  return [...enter, ...prepare, `${runPrefix(pm)} dev`];
}

export interface MessageContext {
  readonly colors: Colors;
  readonly catalogue: Catalogue;
  /** The folder of `--templates`, if one was given. */
  readonly templates?: string | undefined;
}

/** Everything that a person needs to know when a project is made. */
export function endMessage(
  settled: Settled,
  project: ChangeSet,
  { colors, catalogue, templates }: MessageContext,
): string {
  const login = demoLogin(project);
  const rows: [string, string][] = [
    ["Made", stackNames(settled, catalogue)],
    ...(login
      ? [["Log in as", `${login.email}  ${login.password}`] satisfies [string, string]]
      : []),
    ...serverRows(settled, catalogue),
    ...labelled("Next", nextCommands(settled)),
    ["Docs", `${settled.directory}/README.md`],
  ];
  const lines = rows.map(([label, text]) => `  ${colors.dim(label.padEnd(10))} ${text}`);
  const again = `  ${colors.dim("The same again:")}\n  ${reproduce(settled, templates)}`;
  return `\n${colors.bold(`${settled.directory} is ready.`)}\n\n${lines.join("\n")}\n\n${again}\n`;
}

function stackNames(
  { auth, store, router, extras, language }: Settled,
  catalogue: Catalogue,
): string {
  const lists = [
    [catalogue.routers, router],
    [catalogue.auths, auth],
    [catalogue.stores, store],
  ] as const;
  const names = lists.map(([list, id]) => list.find((entry) => entry.id === id)?.name ?? id);
  const onTop = catalogue.extras.filter(({ id }) => extras.includes(id)).map(({ name }) => name);
  return [...names, ...onTop, ...(language === "js" ? ["JavaScript"] : [])].join(" · ");
}

/** A store with a server of its own has to be started before the application. */
function serverRows({ store }: Settled, catalogue: Catalogue): [string, string][] {
  const server = catalogue.stores.find(({ id }) => id === store)?.server;
  return server ? [["First", `start ${server}, e.g. docker compose up --detach`]] : [];
}

function labelled(label: string, lines: readonly string[]): [string, string][] {
  return lines.map((line, index) => [index === 0 ? label : "", line]);
}
