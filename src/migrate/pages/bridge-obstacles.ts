import { chainTo, type Reach } from "../../../codemods/shared/flow/reach.ts";
import {
  type ResponseWrite,
  responseWrites,
} from "../../../codemods/shared/flow/response-writes.ts";
import {
  serverObstacleMessage,
  serverObstacles,
} from "../../../codemods/shared/flow/server-safety.ts";
import { readerEntry } from "../../../codemods/shared/flow/session-packages.ts";
import type { Project } from "../../project/project.ts";
import type { Route } from "../../project/routes.ts";
import type { Reason } from "../types.ts";
import { PackageSides } from "./package-sides.ts";
import { PageFlow } from "./page-flow.ts";

const sides = new WeakMap<Project, PackageSides>();

/** Places of one kind that are told; more of them would not help a reader. */
const MOST_PLACES = 5;

/**
 * What keeps a page in pages/ even where its `getServerSideProps` runs unchanged behind the bridge:
 * writes to the response, which a server component cannot make, and code that cannot be imported
 * on the server side of the App Router. Empty when there is nothing of the kind.
 */
export function bridgeObstacles(project: Project, route: Route): Reason[] {
  const flow = PageFlow.of(project);
  const reach = flow.reach(route.file);
  const writes = responseWrites(flow.graph, reach).filter(({ kind }) => WRITES[kind]);
  return [
    ...incomplete(route, reach),
    ...writes.slice(0, MOST_PLACES).flatMap((write) => writeReason(reach, write)),
    ...lostRenewals(project, reach),
    ...importObstacles(project, route),
  ];
}

/**
 * Modules that the server file of a page would import, rewritten or bridged, and that cannot be: hooks,
 * components of the browser, packages that make a React context. The build would fail.
 */
export function importObstacles(project: Project, { file }: Route): Reason[] {
  const flow = PageFlow.of(project);
  const sideOf = sidesOf(project);
  const found = serverObstacles(flow.graph, flow.reach(file), file, (name) => sideOf.of(name));
  return found.slice(0, MOST_PLACES).map((obstacle) => ({
    code: obstacle.code,
    message: serverObstacleMessage(obstacle),
    file: obstacle.file,
    line: obstacle.line,
  }));
}

/** What each package of a project is for the server side of app/. */
export function sidesOf(project: Project): PackageSides {
  let found = sides.get(project);
  if (!found) {
    found = new PackageSides(project);
    sides.set(project, found);
  }
  return found;
}

/** A function that cannot be followed to its end cannot be shown to write nothing. */
function incomplete(route: Route, { roots, truncated, unread }: Reach): Reason[] {
  if (roots.length === 0) {
    const message = "getServerSideProps cannot be found: it is made or exported in an unknown way.";
    return [{ code: "flow-unknown", message, file: route.file, line: 1 }];
  }
  if (truncated) {
    const message = "getServerSideProps reaches more code than can be followed.";
    return [{ code: "flow-too-large", message, file: route.file, line: 1 }];
  }
  return unread.map(({ by, edge, file }) => ({
    code: "flow-unread",
    message: `${file}, which getServerSideProps uses, cannot be read as a module.`,
    file: by.module.file,
    line: edge.line,
  }));
}

const WRITES: Readonly<
  Record<ResponseWrite["kind"], readonly [code: string, what: string] | undefined>
> = {
  cookie: ["cookie-write", "sets or removes a cookie, which a server component cannot do"],
  session: ["session-write", "changes the session, which a server component cannot store"],
  header: ["response-write", "sets a header of the response, which a server component cannot do"],
  status: ["response-write", "sets the status of the response, which a server component cannot do"],
  body: ["response-write", "writes the response itself, which a server component cannot do"],
  event: [
    "response-event",
    "waits for an event of the request or the response, which a server component does not have",
  ],
  // the bridge answers with a redirect as well
  redirect: undefined,
  passed: [
    "response-passed",
    "hands the response to a package that may write to it, and a server component has none",
  ],
  // a page that reads a session is rendered at every request, and never cached
  cache: undefined,
};

function writeReason(reach: Reach, write: ResponseWrite): Reason[] {
  const known = WRITES[write.kind];
  if (!known) return [];
  const [code, what] = known;
  const way = chainTo(reach, write.declaration).map(
    ({ by, edge }) => `${by.module.file}:${edge.line}`,
  );
  const reached = way.length > 0 ? ` (reached from ${way.join(", ")})` : "";
  const message = `\`${write.source}\` ${what}${reached}.`;
  return [{ code, message, file: write.file, line: write.line }];
}

/** Readers that renew the cookie when they read, where losing the new one may end the session. */
function lostRenewals(project: Project, { packages }: Reach): Reason[] {
  const seen = new Set<string>();
  return packages.flatMap(({ specifier, name, by, edge }): Reason[] => {
    const entry = readerEntry(specifier, name);
    if (entry?.renewal !== "lost" || seen.has(by.module.file)) return [];
    seen.add(by.module.file);
    if (middlewareUses(project, entry.package)) return [];
    const message = `${entry.title} may renew the session's tokens here, and a server component cannot hand them to the visitor; let the middleware do it first.`;
    return [{ code: "session-renewal", message, file: by.module.file, line: edge.line }];
  });
}

function middlewareUses(project: Project, name: string): boolean {
  const file = project.files.find((path) => /(^|\/)(middleware|proxy)\.[cm]?[jt]s$/.test(path));
  if (file === undefined) return false;
  return [...project.graph.reach(file)].some((path) =>
    project.graph.references(path).some(({ specifier }) => specifier.startsWith(name)),
  );
}
