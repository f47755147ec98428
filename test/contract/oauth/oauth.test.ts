import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeWorkshops, generatedApp } from "../app/generated.ts";
import type { AppServer } from "../app/server.ts";
import type { AppUnderTest } from "../app/under-test.ts";
import { authUnderTest } from "../auths/all.ts";
import { median } from "../clauses/shared.ts";
import { closeChromium, openChromium } from "../driver/chromium.ts";
import { newAddress } from "../driver/person.ts";
import { Recorder } from "../driver/recorder.ts";
import { Visitor } from "../driver/visitor.ts";
import { newSettings, type Settings } from "../run/context.ts";
import { storeAdapter } from "../stores/all.ts";
import type { StoreUnderTest } from "../stores/store.ts";
import { begin, click, logInBy, newProviderPerson, providerLinks } from "./flow.ts";
import { OpenIdProvider } from "./provider.ts";
import { rules } from "./rules.ts";

// Login by a provider, with each library that has it on both routers, against an OpenID provider
// that is started here. OAUTH_ONLY="authjs × sqlite × app" narrows a run down while working on one.

const stacks = (
  [
    { auth: "next-auth", store: "cookie", router: "pages" },
    { auth: "authjs", store: "cookie", router: "app" },
    { auth: "better-auth", store: "redis", router: "app" },
    { auth: "next-auth", store: "sqlite", router: "app" },
    { auth: "authjs", store: "sqlite", router: "pages" },
    { auth: "better-auth", store: "sqlite", router: "pages" },
  ] as const
)
  .map((stack) => ({ ...stack, id: `${stack.auth} × ${stack.store} × ${stack.router}` }))
  .filter(({ id }) => id.includes(process.env.OAUTH_ONLY ?? ""));

const github = { GITHUB_CLIENT_ID: "github-client", GITHUB_CLIENT_SECRET: "github-secret" };
const google = { GOOGLE_CLIENT_ID: "google-client", GOOGLE_CLIENT_SECRET: "google-secret" };

afterAll(async () => {
  await closeChromium();
  await closeWorkshops();
});

describe.each(stacks)("$id", ({ id, ...stack }) => {
  let directory: string;
  let settings: Settings;
  let store: StoreUnderTest;
  let app: AppUnderTest;
  let server: AppServer;
  let provider: OpenIdProvider;
  const recorder = new Recorder();
  /** What needs an instance of its own, and is the library's: on one router, and on the other alike. */
  const testOfLibrary = (name: string, run: () => Promise<void>) => {
    if (id === stacks.find(({ auth }) => auth === stack.auth)?.id) test(name, run);
  };

  const visitorOf = ({ origin }: AppServer) =>
    new Visitor({ origin, address: newAddress(), recorder });

  /** An instance with other variables, ended afterwards. */
  async function running(env: Record<string, string>, use: (server: AppServer) => Promise<void>) {
    const other = await app.start({ env });
    try {
      await use(other);
    } finally {
      await other.stop();
    }
  }

  beforeAll(async () => {
    directory = await mkdtemp(path.join(os.tmpdir(), "contract-oauth-"));
    store = await storeAdapter(stack.store).open(directory);
    provider = await OpenIdProvider.start();
    settings = newSettings(authUnderTest(stack.auth));
    ({ app } = await generatedApp(stack, {
      env: { ...settings.env, ...store.env },
      preloads: store.preloads,
      extras: ["oauth"],
      workshop: "oauth",
    }));
    expect(app.build.ok, app.build.output).toBe(true);
    server = await app.start({ env: provider.env });
  });

  afterAll(async () => {
    await server?.stop();
    await provider?.stop();
    await app?.dispose();
    await store?.close();
    await rm(directory, { recursive: true, force: true });
  });

  test.each(rules)("$name", async ({ run }) => {
    await run({
      provider,
      listsDevices: stack.store !== "cookie",
      checksSignature: stack.auth !== "authjs",
      visitor: () => visitorOf(server),
    });
    expect(server.log).not.toContain(provider.client.secret);
  });

  test("the demo user has a password as ever", async () => {
    const [visitor, { user }] = [visitorOf(server), settings.demo];
    await visitor.login(user);
    expect((await visitor.me()).user?.email).toBe(user.email);
  });

  testOfLibrary("the login page shows no provider where none is configured", () =>
    running({}, async (other) => {
      const visitor = visitorOf(other);
      expect(providerLinks(await visitor.open("/login"))).toEqual({});
      expect((await click(visitor, "/api/oauth/oidc")).status).toBe(404);
    }),
  );

  testOfLibrary("one subject at two issuers is two people", async () => {
    const second = await OpenIdProvider.start();
    try {
      const one = newProviderPerson();
      const other = { ...newProviderPerson(), subject: one.subject };
      const here = visitorOf(server);
      await logInBy(provider, here, one);
      await running(second.env, async (instance) => {
        const visitor = visitorOf(instance);
        await logInBy(second, visitor, other);
        expect((await visitor.me()).user?.email).toBe(other.email);
        expect((await visitor.me()).user?.id).not.toBe((await here.me()).user?.id);
      });
    } finally {
      await second.stop();
    }
  });

  testOfLibrary("GitHub and Google are asked as they document it", () =>
    running({ ...github, ...google }, async (other) => {
      const links = providerLinks(await visitorOf(other).open("/login"));
      expect(Object.keys(links)).toEqual(["github", "google"]);
      const asked = await begin(visitorOf(other), "github");
      expect(asked.origin + asked.pathname).toBe("https://github.com/login/oauth/authorize");
      expect(Object.fromEntries(asked.searchParams)).toMatchObject({
        client_id: "github-client",
        redirect_uri: `${other.origin}/api/auth/callback/github`,
        response_type: "code",
        scope: expect.stringMatching(/^read:user user:email$/),
        state: expect.stringMatching(/^\S{16,}$/),
        code_challenge: expect.stringMatching(/^[\w-]{43}$/),
        code_challenge_method: "S256",
      });
      // The libraries but better-auth ask Google where its login page is, for which it must be there.
      const visitor = visitorOf(other);
      const there = await begin(visitor, "google");
      if (there.origin === other.origin) {
        expect((await visitor.open(there)).alert).toMatch(/did not work/);
      } else {
        expect(there.origin + there.pathname).toBe("https://accounts.google.com/o/oauth2/v2/auth");
        expect(Object.fromEntries(there.searchParams)).toMatchObject({
          client_id: "google-client",
          redirect_uri: `${other.origin}/api/auth/callback/google`,
          scope: expect.stringContaining("openid"),
          code_challenge_method: "S256",
        });
      }
    }),
  );

  testOfLibrary("a provider that is down does not keep passwords from working", async () => {
    const gone = { ...provider.env, OIDC_ISSUER: "http://127.0.0.1:9" };
    await running(gone, async (other) => {
      const visitor = visitorOf(other);
      const back = await begin(visitor);
      const page = await visitor.open(back);
      expect(page.url.pathname).toBe("/login");
      expect(page.alert).toMatch(/did not work/);
      const email = newProviderPerson().email ?? "";
      await visitor.signUp({ name: "Ada", email, password: "a long passphrase" });
      expect((await visitor.me()).user?.email).toBe(email);
    });
  });

  testOfLibrary(
    "to guess at an account without a password takes as long as at any other",
    async () => {
      const person = newProviderPerson();
      await logInBy(provider, visitorOf(server), person);
      const slow = await app.start({ env: provider.env, slowPasswords: true });
      try {
        const times = { without: [] as number[], unknown: [] as number[] };
        for (let round = 0; round < 5; round++) {
          const guess = async (email = "") => {
            const { ms } = await visitorOf(slow).login({ email, password: "a wrong passphrase" });
            return ms;
          };
          times.without.push(await guess(person.email));
          times.unknown.push(await guess(newProviderPerson().email));
        }
        const ratio = median(times.without) / median(times.unknown);
        expect(ratio, JSON.stringify(times)).toBeGreaterThan(0.6);
        expect(ratio, JSON.stringify(times)).toBeLessThan(1.6);
      } finally {
        await slow.stop();
      }
    },
  );

  // The browser sees nothing of the library.
  if (id === stacks[0]?.id)
    test("a person logs in with a browser", async () => {
      const browser = await openChromium();
      const person = newProviderPerson();
      provider.person = person;
      try {
        const page = await browser.newPage();
        await page.goto(`${server.origin}/login?next=/account`);
        await page.getByRole("link", { name: "Log in with Test Provider" }).click();
        await page.waitForURL(`${server.origin}/account`);
        await page
          .getByText(person.email ?? "")
          .first()
          .waitFor();
      } finally {
        await browser.close();
      }
    });
});
