import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { assertSignedIn, assertSignedOut } from "../clauses/shared.ts";
import { newPerson, type Person } from "../driver/person.ts";
import type { Visitor } from "../driver/visitor.ts";
import {
  begin,
  click,
  comeBack,
  consent,
  logInBy,
  newProviderPerson,
  providerLinks,
} from "./flow.ts";
import type { Falsehood, OpenIdProvider, ProviderPerson } from "./provider.ts";

/** An application that offers a provider, and the provider. */
export interface OAuthContext {
  readonly provider: OpenIdProvider;
  /** False where the store has no list of sessions, see its limits in the catalogue. */
  readonly listsDevices: boolean;
  /**
   * False where the library trusts the connection to the provider instead, as OpenID Connect Core
   * 1.0, 3.1.3.7 (6) lets it.
   */
  readonly checksSignature: boolean;
  visitor(): Visitor;
}

/** One thing that a login by a provider has to do or must not do. */
export interface Rule {
  readonly name: string;
  run(context: OAuthContext): Promise<void>;
}

type KnownPerson = ProviderPerson & { email: string };

const newKnownPerson = () => newProviderPerson() as KnownPerson;

export const rules: readonly Rule[] = [
  {
    name: "the login page shows the provider by its name, and no other",
    async run({ visitor, provider }) {
      const page = await visitor().open("/login");
      const links = providerLinks(page);
      assert.deepEqual(Object.keys(links), ["oidc"]);
      assert.equal(links.oidc?.text, "Log in with Test Provider");
      assert(!page.reply.text.includes(provider.client.secret), "the page has no client secret");
    },
  },
  {
    name: "the first login makes an account and a session like any other, which logout ends",
    async run({ visitor, provider }) {
      const [browser, person] = [visitor(), newKnownPerson()];
      const page = await browser.follow(await logInBy(provider, browser, person, "/account"));
      assert.equal(page.url.pathname, "/account");
      assert.equal(page.status, 200);
      await assertSignedIn(browser, person, "by the provider");
      const [device] = page.forms("revoke");
      assert.match(device?.text ?? "", /Chrome on Linux.*This device.*Last used/);

      const renamed = await browser.submitAndFollow(page.form("rename"), { name: "New Name" });
      assert.match(renamed.reply.text, /New Name/, "the account page can rename the person");

      assert.notDeepEqual(await browser.sessionCookies(), []);
      const thief = browser.thief();
      await browser.logout();
      await assertSignedOut(browser, "the browser after logout");
      await assertSignedOut(thief, "the old cookie after logout");
    },
  },
  {
    name: "the second login finds the same account, whatever has become of the email address",
    async run({ visitor, provider, listsDevices }) {
      const [first, second, person] = [visitor(), visitor(), newKnownPerson()];
      await logInBy(provider, first, person);
      const { email } = newKnownPerson();
      await logInBy(provider, second, { ...person, email, emailVerified: false });
      await assertSignedIn(second, person, "in the second browser");
      const ids = [(await first.me()).user?.id, (await second.me()).user?.id];
      assert.equal(ids[0], ids[1], "both sessions are of one account");
      const page = await second.open("/account");
      const listed = listsDevices ? 2 : 1;
      assert.equal(page.forms("revoke").length, listed, "and both are in its list");
    },
  },
  {
    name: "a login ends the session that the browser had",
    async run({ visitor, provider }) {
      const browser = visitor();
      await browser.signUp(newPerson());
      await browser.sessionCookies();
      const thief = browser.thief();
      const person = newKnownPerson();
      provider.person = person;
      const { headers } = await click(browser, "/api/oauth/oidc");
      await comeBack(browser, await consent(new URL(headers.location ?? "")));
      await assertSignedIn(browser, person, "by the provider");
      await assertSignedOut(thief, "the cookie from before");
    },
  },
  {
    name: "an address with a password account is refused, and stays so",
    async run({ visitor, provider, listsDevices }) {
      const owner = newPerson();
      await visitor().signUp(owner);
      for (const email of [owner.email, owner.email.toUpperCase(), owner.email]) {
        const browser = visitor();
        const person = newProviderPerson({ email });
        const page = await browser.follow(await logInBy(provider, browser, person));
        assert.match(page.alert ?? "", /sign in with your password/i);
        await assertSignedOut(browser, "who came by the provider");
      }
      const again = visitor();
      await again.login(owner);
      await assertSignedIn(again, owner, "by the password");
      const sessions = (await again.open("/account")).forms("revoke").length;
      assert.equal(sessions, listsDevices ? 2 : 1, "sessions by the password and no others");
    },
  },
  {
    name: "without a verified address there is no account",
    async run({ visitor, provider }) {
      for (const more of [{ emailVerified: false }, { emailVerified: undefined }, noEmail]) {
        const { name, subject, email } = newKnownPerson();
        const browser = visitor();
        const person = { name, subject, email, ...more } as ProviderPerson;
        const page = await browser.follow(await logInBy(provider, browser, person));
        assert.match(page.alert ?? "", /has not confirmed that your email address is yours/);
        await assertSignedOut(browser, "who has no verified address");
        const owner: Person = { ...newPerson(), email };
        await visitor().signUp(owner); // The address is not occupied.
      }
    },
  },
  {
    name: "what was tampered with is refused",
    async run({ visitor, provider, checksSignature }) {
      const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
      const falsehoods: Record<string, Falsehood> = {
        "another nonce": { nonce: "another" },
        "another audience": { audience: provider.otherClient.id },
        "another issuer": { issuer: "http://127.0.0.1:9" },
        ...(checksSignature && { "another key": { key: privateKey } }),
        "userinfo of another subject": { subject: "another" },
      };
      for (const [name, falsehood] of Object.entries(falsehoods)) {
        const browser = visitor();
        provider.falsehood = falsehood;
        try {
          await assertRefused(name, browser, () => logInBy(provider, browser, newKnownPerson()));
        } finally {
          provider.falsehood = {};
        }
      }
    },
  },
  {
    name: "an answer that belongs to another login is refused",
    async run({ visitor, provider }) {
      const answers: Record<string, (callback: URL) => void> = {
        "another state": (url) => url.searchParams.set("state", "another"),
        "no state": (url) => url.searchParams.delete("state"),
        "no code": (url) => url.searchParams.delete("code"),
        "a code for another client": (url) => {
          const redirectUri = url.origin + url.pathname;
          url.searchParams.set("code", provider.codeForAnotherClient(redirectUri));
        },
        "an error": (url) => {
          url.searchParams.delete("code");
          url.searchParams.set("error", "access_denied");
        },
      };
      for (const [name, change] of Object.entries(answers)) {
        const browser = visitor();
        provider.person = newKnownPerson();
        const callback = await consent(await begin(browser));
        change(callback);
        await assertRefused(name, browser, () => comeBack(browser, callback));
      }
      // Somebody else's code and state, in a browser that has begun a login, and in one that has not.
      for (const hasBegun of [true, false]) {
        const [attacker, victim] = [visitor(), visitor()];
        provider.person = newKnownPerson();
        const callback = await consent(await begin(attacker));
        if (hasBegun) await begin(victim);
        await assertRefused("another browser's", victim, () => comeBack(victim, callback));
      }
    },
  },
  {
    name: "a callback works once",
    async run({ visitor, provider }) {
      const browser = visitor();
      provider.person = newKnownPerson();
      const callback = await consent(await begin(browser));
      await comeBack(browser, callback);
      await browser.logout();
      await assertRefused("a used callback", browser, () => comeBack(browser, callback));
    },
  },
  {
    name: "the way back stays on this site",
    async run({ visitor, provider }) {
      for (const next of ["//evil.example", "https://evil.example/", "/\\evil.example"]) {
        const browser = visitor();
        const reply = await logInBy(provider, browser, newKnownPerson(), next);
        const target = new URL(reply.headers.location ?? "", reply.url);
        assert.equal(target.origin, reply.url.origin, `${next} leads to ${target}`);
        assert.equal(target.pathname, "/dashboard");
      }
      const guest = visitor();
      const reply = await logInBy(provider, guest, newKnownPerson(), "/account?a=b");
      assert.match(reply.headers.location ?? "", /\/account\?a=b$/);
    },
  },
  {
    name: "other sites cannot begin a login",
    async run({ visitor, provider }) {
      const strangers = ["cross-site", "same-site", "none", ""];
      for (const site of strangers) {
        const { headers } = await visitor().request("/api/oauth/oidc", {
          headers: { "sec-fetch-site": site },
        });
        assert.match(headers.location ?? "", /^\/login/, `Sec-Fetch-Site: ${site || "missing"}`);
      }
      const browser = visitor();
      const { headers } = await browser.request("/api/oauth/oidc", {
        headers: { "sec-fetch-site": "", referer: `${browser.options.origin}/login` },
      });
      assert(headers.location?.startsWith(provider.issuer), "an old browser says it by Referer");
      const unknown = await click(visitor(), "/api/oauth/github");
      assert.equal(unknown.status, 404, "a provider that is not configured");
    },
  },
  {
    name: "an account without a password has none that could be guessed",
    async run({ visitor, provider }) {
      const person = newKnownPerson();
      await logInBy(provider, visitor(), person);
      const alerts = new Set<string | undefined>();
      for (const password of ["", "none", "a wrong passphrase"]) {
        const guest = visitor();
        const page = await guest.follow(await guest.login({ email: person.email, password }));
        alerts.add(page.alert);
        await assertSignedOut(guest, "who guessed");
      }
      const stranger = visitor();
      const { email } = newPerson();
      const page = await stranger.follow(
        await stranger.login({ email, password: "whatever it is" }),
      );
      alerts.add(page.alert);
      assert.deepEqual([...alerts], ["Email or password is wrong."], "one message for all");
      const other = visitor();
      await assert.rejects(
        other.signUp({ ...newPerson(), email: person.email }),
        /^Error: sign-up of/,
      );
    },
  },
];

const noEmail = { email: undefined };

/** @throws AssertionError unless the visitor ends on the login page, told why, and is nobody */
async function assertRefused(
  name: string,
  browser: Visitor,
  attempt: () => ReturnType<typeof comeBack>,
): Promise<void> {
  const reply = await attempt();
  assert(reply.status < 500, `${name}: answered ${reply.status}`);
  const page = await browser.follow(reply);
  assert.equal(page.status, 200, `${name}: a page for people`);
  assert.equal(page.url.pathname, "/login", `${name}: leads to the login page`);
  assert.match(page.alert ?? "", /did not work/, `${name}: says so`);
  assert.equal((await browser.me()).status, 401, `${name}: is refused`);
}
