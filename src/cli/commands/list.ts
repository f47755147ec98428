import type { Catalogue } from "../../stack/catalogue.ts";
import { explain, storeMisfit, validStacks } from "../../stack/explain.ts";
import { limitsOf } from "../../stack/layers.ts";
import type { Layer, Stack } from "../../stack/types.ts";
import { versions } from "../../stack/versions.ts";
import type { Environment } from "../environment.ts";
import { type Colors, colorsFor } from "../talk.ts";
import { version } from "../version.ts";

/** Everything that can be generated, with versions and limits: for a person or as JSON. */
export function listCommand({ json }: { json?: boolean }, environment: Environment): void {
  const { stdout, env, catalogue } = environment;
  const text = json
    ? `${JSON.stringify(listed(catalogue), null, 2)}\n`
    : listText(catalogue, colorsFor(stdout, env));
  stdout.write(text);
}

function listed(catalogue: Catalogue) {
  const stacks = validStacks(catalogue);
  return {
    command: "list",
    version,
    auths: catalogue.auths.map((auth) => ({
      ...layer(auth),
      routers: auth.routers,
      stores: catalogue.stores.filter((store) => !storeMisfit(auth, store)).map(({ id }) => id),
    })),
    stores: catalogue.stores.map((store) => ({
      ...layer(store),
      shared: store.shared,
      server: store.server ?? null,
    })),
    routers: catalogue.routers
      .filter(({ id }) => stacks.some(({ router }) => router === id))
      .map(layer),
    extras: catalogue.extras.map((extra) => ({ ...layer(extra), needs: extra.needs ?? {} })),
    stacks: stacks.map((stack) => ({ ...stack, limits: limitsOfIds(stack, catalogue) })),
  };
}

function layer({ id, name, hint, dependencies = [], devDependencies = [], pinned, limits }: Layer) {
  const known = [...dependencies, ...devDependencies].map((pkg) => [pkg, versions[pkg]]);
  const packages: Record<string, string> = {
    ...Object.fromEntries(known),
    ...pinned?.dependencies,
    ...pinned?.devDependencies,
  };
  return { id, name, hint, packages, limits };
}

function limitsOfIds(stack: Stack, catalogue: Catalogue) {
  const found = explain(stack, catalogue);
  return found.valid ? limitsOf(found.stack) : [];
}

function listText(catalogue: Catalogue, colors: Colors): string {
  const { auths, stores, routers, extras } = listed(catalogue);
  const sections = { "--auth": auths, "--store": stores, "--router": routers, Extras: extras };
  const width = Math.max(
    ...Object.values(sections).flatMap((list) => list.map(({ id }) => id.length)),
  );
  const blocks = Object.entries(sections).map(([title, entries]) =>
    [colors.bold(title), ...entries.flatMap((entry) => entryLines(entry, width, colors))].join(
      "\n",
    ),
  );
  return `${blocks.join("\n\n")}\n`;
}

function entryLines(
  { id, name, hint, packages, limits }: ReturnType<typeof layer>,
  width: number,
  colors: Colors,
): string[] {
  const pinned = Object.entries(packages).map(([pkg, pin]) => `${pkg} ${pin}`);
  const indent = " ".repeat(width + 4);
  return [
    `  ${colors.cyan(id.padEnd(width))}  ${name}: ${hint}`,
    ...(pinned.length > 0 ? [`${indent}${colors.dim(pinned.join(", "))}`] : []),
    ...limits.map(
      ({ clause, reason }) => `${indent}${colors.yellow(`not clause ${clause}:`)} ${reason}`,
    ),
  ];
}
