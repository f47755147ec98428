import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { templatesIn, templatesRoot } from "../../../src/templates/source.ts";
import { generatedApp } from "../app/generated.ts";
import type { AppServer } from "../app/server.ts";
import type { AppUnderTest } from "../app/under-test.ts";
import { authUnderTest } from "../auths/all.ts";
import { newAddress } from "../driver/person.ts";
import { Recorder } from "../driver/recorder.ts";
import { Visitor } from "../driver/visitor.ts";
import { newSettings } from "../run/context.ts";
import { memory } from "../stores/memory.ts";
import type { StoreUnderTest } from "../stores/store.ts";
import { OpenIdProvider } from "./provider.ts";
import { type Rule, rules } from "./rules.ts";

// Who checks the rules? One application with mistakes that real ones make, of which it makes the one
// that it is told to: for each, the rule that is there for it has to fail, and with none, to pass.

interface Defect {
  readonly file: string;
  /** What stands in the template, and what stands there instead, with a condition to make it by. */
  readonly right: string;
  readonly broken: (made: string) => string;
  /** The rule that has to find it, by the beginning of its name, and what it says then. */
  readonly finds: string;
  readonly says: RegExp;
}

const openAccount = "part/identities/shared/lib/oauth/open-account.ts";

const defects: Readonly<Record<string, Defect>> = {
  "attaches-by-email": {
    file: openAccount,
    right: "if (known) return { user: known };",
    broken: (made) => `if (known) return { user: known };
  if (${made}) {
    const { getStore } = await import("@/lib/store/store");
    const owner = await getStore().users.byEmail(claims.email ?? "");
    if (owner) return { user: owner };
  }`,
    finds: "an address with a password account",
    says: /sign in with your password/,
  },
  "believes-unverified": {
    file: openAccount,
    right: "claims.email_verified !== true)",
    broken: (made) => `(claims.email_verified !== true && !(${made})))`,
    finds: "without a verified address",
    says: /has not confirmed/,
  },
  "compares-no-state": {
    file: "extras/oauth/for-authjs/lib/session/providers.ts",
    right: '["pkce", "state", "nonce"]',
    broken: (made) => `${made} ? ["pkce", "nonce"] : ["pkce", "state", "nonce"]`,
    finds: "an answer that belongs to another login",
    says: /state: leads to the login page/,
  },
  "begins-for-anybody": {
    file: "extras/oauth/shared/lib/oauth/own-link.ts",
    right: 'return site === "same-origin";',
    broken: (made) => `return ${made} || site === "same-origin";`,
    finds: "other sites cannot begin",
    says: /Sec-Fetch-Site: cross-site/,
  },
};

let directory: string;
let app: AppUnderTest;
let provider: OpenIdProvider;
let store: StoreUnderTest;
/** An instance that makes no mistake. */
let right: AppServer;

beforeAll(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), "contract-oauth-broken-"));
  provider = await OpenIdProvider.start();
  store = await memory.open(directory);
  const settings = newSettings(authUnderTest("authjs"));
  const stack = { auth: "authjs", store: "memory", router: "app" } as const;
  ({ app } = await generatedApp(stack, {
    env: { ...settings.env, ...store.env },
    preloads: store.preloads,
    extras: ["oauth"],
    files: brokenFiles(),
  }));
  expect(app.build.ok, app.build.output).toBe(true);
  right = await app.start({ env: provider.env });
});

afterAll(async () => {
  await right?.stop();
  await provider?.stop();
  await app?.dispose();
  await store?.close();
  await rm(directory, { recursive: true, force: true });
});

async function check(rule: Rule | undefined, { origin }: AppServer): Promise<void> {
  assert(rule, "there is such a rule");
  const recorder = new Recorder();
  const visitor = () => new Visitor({ origin, address: newAddress(), recorder });
  await rule.run({ provider, visitor, listsDevices: true, checksSignature: false });
}

describe.each(Object.entries(defects))("%s", (name, { finds, says }) => {
  const rule = rules.find((candidate) => candidate.name.startsWith(finds));

  test("the rule passes without it", () => check(rule, right));
  test("the rule finds it", async () => {
    const wrong = await app.start({ env: { ...provider.env, DEFECT: name } });
    try {
      await expect(check(rule, wrong)).rejects.toThrow(says);
    } finally {
      await wrong.stop();
    }
  });
});

/** The files of the templates with both ways in them, by their path in the project. */
function brokenFiles(): Record<string, string> {
  const templates = templatesIn(templatesRoot());
  const files: Record<string, string> = {};
  for (const [name, { file, right, broken }] of Object.entries(defects)) {
    const target = file.slice(file.indexOf("/lib/") + 1);
    const text = files[target] ?? templates.read(file).toString();
    if (!text.includes(right)) throw new Error(`${file} does not have ${right}`);
    const made = `process.env.DEFECT === ${JSON.stringify(name)}`;
    files[target] = text.replace(right, () => broken(made));
  }
  return files;
}
