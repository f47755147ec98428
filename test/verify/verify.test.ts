import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { emptyFolder, runFake } from "../cli/fake-environment.ts";
import { type Application, guarded, running } from "./applications.ts";

/** A project with these pages, and cookies of two visitors. */
function project(): string {
  const folder = emptyFolder();
  const files = {
    "package.json": '{ "dependencies": { "next": "16.0.0" } }',
    "pages/index.tsx": "export default function Home() { return null; }",
    "pages/login.tsx": "export default function Login() { return null; }",
    "pages/logout.tsx": "export default function Logout() { return null; }",
    "pages/admin.tsx": "export default function Admin() { return null; }",
    "pages/posts/[id].tsx": "export default function Post() { return null; }",
    "pages/api/me.ts": "export default function handler() {}",
    "pages/api/auth/[...nextauth].ts": "export default function handler() {}",
    "admin.txt": "session=admin",
    "user.txt":
      "# Netscape HTTP Cookie File\n#HttpOnly_localhost\tFALSE\t/\tFALSE\t0\tsession\tuser\n",
    "old.txt": "other=1",
  };
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  return folder;
}

const visitors = ["nobody", "user=user.txt", "admin=admin.txt"];

async function verified(before: Application, after: Application, ...more: string[]) {
  const [was, is] = [await running(before), await running(after)];
  const asked = visitors.flatMap((visitor) => ["--visitor", visitor]);
  const args = ["verify", "--before", was, "--after", is, ...asked, ...more];
  return runFake(args, { cwd: project() });
}

test("two applications that guard alike are told to, on whatever ports they run", async () => {
  const { exitCode, stdout } = await verified(guarded, guarded);
  expect(stdout).toContain("15 answers compared: 15 the same");
  expect(stdout).toMatch(/= \/posts\/1 +nobody +307 → \/login\?callbackUrl=%2Fposts%2F1/);
  expect(stdout).toMatch(/= \/admin +user +404 +404/);
  expect(stdout).toMatch(/= \/api\/me +nobody +401 +401/);
  expect(exitCode).toBe(0);
});

test("what ends sessions and what the library answers itself is not asked for, and named", async () => {
  const asked: string[] = [];
  const { stdout } = await verified(guarded, (path, ...rest) => {
    asked.push(path);
    return guarded(path, ...rest);
  });
  expect(asked).not.toContain("/logout");
  expect(asked.filter((path) => path.startsWith("/api/auth"))).toEqual([]);
  expect(stdout).toContain("not asked: /logout (it ends sessions)");
  expect(stdout).toContain("not asked: /api/auth/[...nextauth] (it belongs to the auth library)");
});

const differences: [string, Application, RegExp][] = [
  [
    "a guard that is lost",
    (path, visitor, request) => guarded(path, path === "/admin" ? "admin" : visitor, request),
    /≠ \/admin +nobody +307 → \/login\S+ +200/,
  ],
  [
    "a redirect to another place",
    (path, visitor, request) => {
      const answer = guarded(path, visitor, request);
      return answer.location ? { ...answer, location: "/" } : answer;
    },
    /≠ \/admin +nobody +307 → \/login\S+ +307 → \/$/m,
  ],
  [
    "a redirect that has become a page",
    (path, visitor, request) => {
      const { location, ...answer } = guarded(path, visitor, request);
      if (!location) return answer;
      return { html: `<meta http-equiv="refresh" content="1;url=${location}"><p>secret</p>` };
    },
    /≠ \/admin +nobody +307 → \/login\S+ +200, the page sends on → \/login/,
  ],
  [
    "another status of a route for programs",
    (path, visitor, request) =>
      path === "/api/me" && visitor === "nobody" ? { json: {} } : guarded(path, visitor, request),
    /≠ \/api\/me +nobody +401 +200/,
  ],
  [
    "somebody else's page under the same status",
    (path, visitor, request) =>
      guarded(path, path === "/posts/1" && visitor === "user" ? "admin" : visitor, request),
    /≈ \/posts\/1 +user +200 +200\n +- Hello user\n +\+ Hello admin/,
  ],
];

test.each(differences)("%s is found", async (_name, after, line) => {
  const { exitCode, stdout, stderr } = await verified(guarded, after);
  expect(stdout).toMatch(line);
  expect(stderr).toContain("not shown to guard alike");
  expect(exitCode).toBe(1);
});

test("text that is laid out already is seen without its marks", async () => {
  const code =
    (name: string): Application =>
    (path, visitor, request) =>
      path === "/"
        ? { html: `<pre>a\n<${name}>b</${name}></pre>` }
        : guarded(path, visitor, request);
  const { exitCode } = await verified(code("b"), code("i"));
  expect(exitCode).toBe(0);
});

test("the number of a redirect and a text that changes by itself are no difference", async () => {
  let time = 0;
  const ticking: (status: number) => Application = (status) => (path, visitor, request) => {
    const answer = guarded(path, visitor, request);
    if (answer.location) return { ...answer, status };
    time += 1;
    return answer.html ? { ...answer, html: `${answer.html}<p>asked ${time} times</p>` } : answer;
  };
  const { exitCode, stdout } = await verified(ticking(307), ticking(302));
  expect(stdout).toContain("15 the same");
  expect(exitCode).toBe(0);
});

test("two failures are not taken for the same answer", async () => {
  const failing: Application = (path, visitor, request) =>
    path === "/admin" ? { status: 500, html: "oops" } : guarded(path, visitor, request);
  const { exitCode, stdout } = await verified(failing, failing);
  expect(stdout).toMatch(/\? \/admin +nobody +500 +500/);
  expect(exitCode).toBe(1);
});

test("a visitor whom nobody knows any more is told, for nothing was verified as that visitor", async () => {
  const { exitCode, stderr } = await verified(guarded, guarded, "--visitor", "old=old.txt");
  expect(stderr).toContain("old gets what nobody gets, everywhere.");
  expect(exitCode).toBe(1);
});

test("parameters get the values that they are given", async () => {
  const { stdout } = await verified(guarded, guarded, "--param", "id=a/ä", "--skip", "/admin");
  expect(stdout).toMatch(/= \/posts\/a%2F%C3%A4 +user +200/);
  expect(stdout).toContain("not asked: /admin (left out by --skip)");
});

test("--json has every answer", async () => {
  const { exitCode, stdout } = await verified(guarded, guarded, "--json");
  const { routes, skipped, unknown } = JSON.parse(stdout);
  expect(routes).toHaveLength(15);
  expect(routes[0]).toMatchObject({ route: "/", visitor: "nobody", comparison: "same" });
  expect([skipped.length, unknown]).toEqual([2, []]);
  expect(exitCode).toBe(0);
});

const wrong: [string, string[], string][] = [
  [
    "another machine",
    ["--before", "http://example.com", "--after", "http://localhost:1"],
    "--allow-host example.com",
  ],
  [
    "no address",
    ["--before", "localhost:3000", "--after", "http://localhost:1"],
    "expected an address",
  ],
  ["one address only", ["--before", "http://localhost:1"], "two running applications"],
  [
    "a route that is none",
    ["--before", "http://localhost:1", "--after", "http://localhost:1", "--skip", "/x"],
    "no such route",
  ],
  [
    "a file without cookies",
    [
      "--before",
      "http://localhost:1",
      "--after",
      "http://localhost:1",
      "--visitor",
      "a=package.json",
    ],
    "holds no cookie",
  ],
  [
    "a visitor twice",
    [
      "--before",
      "http://localhost:1",
      "--after",
      "http://localhost:1",
      "--visitor",
      "a",
      "--visitor",
      "a",
    ],
    '"a" is not',
  ],
];

test.each(wrong)("%s is wrong use", async (_name, args, says) => {
  const { exitCode, stderr } = await runFake(["verify", ...args], { cwd: project() });
  expect(stderr).toContain(says);
  expect(exitCode).toBe(2);
});

test("an application that does not run is told as such", async () => {
  const args = ["verify", "--before", "http://localhost:1", "--after", await running(guarded)];
  const { exitCode, stderr } = await runFake(args, { cwd: project() });
  expect(stderr).toContain("Is the application running?");
  expect(exitCode).toBe(1);
});
