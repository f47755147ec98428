import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { type Answers, nameProblem } from "../../src/scaffold/answers.ts";
import { parseEnv } from "../../src/scaffold/env-local.ts";
import { scaffold } from "../../src/scaffold/scaffold.ts";
import { memoryTemplates, smallTemplates } from "./memory-templates.ts";

/** Bytes that differ from call to call and are the same in every run. */
function countingRandom() {
  let calls = 0;
  return (bytes: number) => {
    const digest = createHash("sha512").update(`${calls++}`).digest();
    return digest.subarray(0, bytes);
  };
}

const make = (answers: Partial<Answers> = {}, files: Record<string, string | Buffer> = {}) =>
  scaffold(
    { name: "my-app", ...answers },
    {
      templates: memoryTemplates({ ...smallTemplates, ...files }),
      random: countingRandom(),
    },
  );

const textOf = async (path: string, ...given: Parameters<typeof make>) =>
  (await make(...given)).readText(path);

describe("scaffold", () => {
  test("takes the files of the stack's layers and of no other", async () => {
    const project = await make();
    expect(project.changes().map(({ kind, path }) => `${kind} ${path}`)).toEqual([
      "create .env.example",
      "create .env.local",
      "create .gitignore",
      "create README.md",
      "create app/login/page.tsx",
      "create lib/store/index.ts",
      "create package.json",
      "create styles/globals.css",
    ]);
  });

  test("copies code verbatim, double braces and bytes that are no text included", async () => {
    const bytes = Buffer.from([0xff, 0xfe, 0x00, 0x0d, 0x0a]);
    const project = await make({}, { "base/app/favicon.ico": bytes });
    expect(project.readText("app/login/page.tsx")).toBe(
      smallTemplates["auth/server-session/on-app/app/login/page.tsx"],
    );
    expect(project.read("app/favicon.ico")).toEqual(bytes);
  });

  test("renders .hbs files without escaping for HTML", async () => {
    const project = await make(
      {},
      { "base/x.txt.hbs": "{{name}} {{{json serverExternalPackages}}} {{#if tailwind}}tw{{/if}}" },
    );
    expect(project.readText("x.txt")).toBe('my-app ["@libsql/client","libsql"] ');
    expect(project.readText("README.md")).toBe(
      "# My app\n\nSessions by Server session in SQLite.\n",
    );
  });

  test("puts name and pinned versions into package.json and keeps its scripts", async () => {
    const manifest = JSON.parse((await textOf("package.json")) ?? "");
    expect(Object.keys(manifest)).toEqual([
      "name",
      "private",
      "scripts",
      "dependencies",
      "devDependencies",
    ]);
    expect(manifest.name).toBe("my-app");
    expect(manifest.scripts.dev).toBe("next dev");
    expect(manifest.dependencies).toMatchObject({ "@libsql/client": "0.18.0", next: "16.4.6" });
    expect(manifest.dependencies).not.toHaveProperty("pg");
  });

  test("joins what layers write to shared files", async () => {
    expect(await textOf(".gitignore")).toBe("node_modules/\n.env.local\n\n.data/\n");
    expect(await textOf(".env.example")).toContain(
      "# APP_ORIGIN=https://example.com\n\n# Keys the ids at rest.\nSESSION_SECRET=\n",
    );
  });

  test("an extra replaces what it says it replaces", async () => {
    expect(await textOf("styles/globals.css", { extras: ["tailwind"] })).toBe(
      '@import "tailwindcss";\n',
    );
  });

  test("is the same twice for the same answers and randomness", async () => {
    expect((await make()).changes()).toEqual((await make()).changes());
  });
});

describe(".env.local", () => {
  test("is readable by its owner only", async () => {
    const change = (await make()).changes().find(({ path }) => path === ".env.local");
    expect(change).toMatchObject({ kind: "create", mode: 0o600 });
  });

  test("has a 256-bit secret, readable passwords, and the example's other lines", async () => {
    const text = (await textOf(".env.local")) ?? "";
    const values = parseEnv(text);
    expect(Buffer.from(values.get("SESSION_SECRET") ?? "", "base64url")).toHaveLength(32);
    const password = /^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/;
    expect(values.get("DEMO_USER_PASSWORD")).toMatch(password);
    expect(values.get("DEMO_ADMIN_PASSWORD")).toMatch(password);
    expect(values.get("DEMO_USER_PASSWORD")).not.toBe(values.get("DEMO_ADMIN_PASSWORD"));
    expect(values.get("DEMO_USER_EMAIL")).toBe("user@example.com");
    expect(text).toContain("# APP_ORIGIN=https://example.com");
  });

  test("leaves no secret in .env.example", async () => {
    const project = await make();
    const secret = parseEnv(project.readText(".env.local") ?? "").get("SESSION_SECRET") ?? "";
    expect(project.readText(".env.example")).not.toContain(secret);
  });

  test("two projects have different secrets", async () => {
    const templates = memoryTemplates(smallTemplates);
    const { randomBytes } = await import("node:crypto");
    const effects = { templates, random: randomBytes };
    const one = await scaffold({ name: "one" }, effects);
    const two = await scaffold({ name: "two" }, effects);
    expect(one.readText(".env.local")).not.toBe(two.readText(".env.local"));
  });
});

describe("what cannot be made", () => {
  test.each([
    [{ auth: "nextauth" }, 'There is no auth "nextauth". Possible: '],
    [{ store: "postgre" }, 'There is no store "postgre". Possible: postgres.'],
    [{ name: "My App" }, '"My App" cannot be a package name'],
  ])("%j is refused with a reason", async (answers, message) => {
    await expect(make(answers)).rejects.toThrow(message);
  });

  test("a path claimed by two layers without a merger", async () => {
    await expect(make({}, { "store/sqlite/app/login/page.tsx": "" })).rejects.toThrow(
      "auth/server-session/on-app/app/login/page.tsx and store/sqlite/app/login/page.tsx both write app/login/page.tsx",
    );
  });

  test("two layers that disagree", async () => {
    const files = { "store/sqlite/package.json": '{ "scripts": { "dev": "other" } }' };
    await expect(make({}, files)).rejects.toThrow(
      "Two layers disagree about scripts.dev in package.json.",
    );
  });

  test("a template that names a value which does not exist", async () => {
    await expect(make({}, { "base/x.txt.hbs": "{{{nmae}}}" })).rejects.toThrow(
      /"nmae" not defined/,
    );
  });

  test("a variable to fill that the example does not document", async () => {
    await expect(
      make({}, { "auth/server-session/shared/_env.example": "SESSION_SECRET=\n" }),
    ).rejects.toThrow(".env.example does not document DEMO_USER_PASSWORD");
  });
});

describe("a package name", () => {
  test.each(["app", "my-app", "a.b_c", "@scope/my-app", "0"])("%j is one", (name) => {
    expect(nameProblem(name)).toBeUndefined();
  });
  test.each(["", "My-App", ".app", "_app", "a b", "a/b", "@/a", "ü", "a".repeat(215)])(
    "%j is none",
    (name) => {
      expect(nameProblem(name)).toBeTypeOf("string");
    },
  );
});
