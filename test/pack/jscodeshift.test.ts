import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { execa } from "execa";
import fs from "fs-extra";
import { afterEach, beforeEach, expect, test } from "vitest";
import { builtCommand } from "../support/built.ts";

/** The built transforms, run alone by jscodeshift's own runner. */
const root = path.resolve(import.meta.dirname, "../..");
let app: string;

beforeEach(async () => {
  await builtCommand();
  app = await mkdtemp(path.join(tmpdir(), "jscodeshift-"));
  await fs.copy(path.join(root, "test/differential/app/next-auth"), app);
});
afterEach(() => rm(app, { recursive: true, force: true }));

async function jscodeshift(transform: string, ...args: string[]): Promise<string> {
  const runner = path.join(root, "node_modules/jscodeshift/bin/jscodeshift.js");
  const file = path.join(root, `dist/codemods/${transform}.cjs`);
  const flags = ["--extensions=tsx", "--parser=tsx", "--run-in-band", "-t", file];
  const { stdout } = await execa("node", [runner, ...flags, ...args], { cwd: app });
  return stdout;
}

const read = (file: string) => fs.readFile(path.join(app, file), "utf8");

test("gssp-session-to-app-router moves a page and keeps its guard", async () => {
  const output = await jscodeshift("gssp-session-to-app-router", "pages/dashboard.tsx");
  expect(output).toContain("0 errors");
  expect(await fs.pathExists(path.join(app, "pages/dashboard.tsx"))).toBe(false);
  const page = await read("app/dashboard/page.tsx");
  expect(page).toMatch(/await getServerSession\(authOptions\)/);
  expect(page).toMatch(/redirect\(/);
  expect(await read("app/dashboard/client.tsx")).toMatch(/^"use client"/);
});

test("gssp-session-to-app-router leaves what it does not understand, and says where", async () => {
  const before = await read("pages/visit.tsx");
  const output = await jscodeshift("gssp-session-to-app-router", "pages/visit.tsx");
  expect(output).toMatch(/pages\/visit\.tsx:\d+: left/);
  expect(await read("pages/visit.tsx")).toBe(before);
  expect(await fs.pathExists(path.join(app, "app"))).toBe(false);
});

test("--dry writes nothing", async () => {
  await jscodeshift("gssp-session-to-app-router", "--dry", "pages/dashboard.tsx");
  expect(await fs.pathExists(path.join(app, "pages/dashboard.tsx"))).toBe(true);
  expect(await fs.pathExists(path.join(app, "app"))).toBe(false);
});

const plainApp = `import { SessionProvider } from "next-auth/react";
import type { AppProps } from "next/app";

export default function App({ Component, pageProps: { session, ...pageProps } }: AppProps) {
  return (
    <SessionProvider session={session}>
      <Component {...pageProps} />
    </SessionProvider>
  );
}
`;

test("app-shell-to-layout makes the root layout and its providers", async () => {
  await fs.writeFile(path.join(app, "pages/_app.tsx"), plainApp);
  const output = await jscodeshift("app-shell-to-layout", "pages/_app.tsx");
  expect(output).toContain("0 errors");
  expect(await read("app/layout.tsx")).toMatch(/<html[\s\S]*<body[\s\S]*<Providers>/);
  expect(await read("app/providers.tsx")).toContain("<SessionProvider>");
});

test("app-shell-to-layout leaves a shell that it cannot see through, and says where", async () => {
  const output = await jscodeshift("app-shell-to-layout", "pages/_app.tsx");
  expect(output).toMatch(/pages\/_app\.tsx:\d+: left/);
  expect(await fs.pathExists(path.join(app, "app"))).toBe(false);
});
