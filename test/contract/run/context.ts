import { randomBytes } from "node:crypto";
import type { BrowserContext } from "playwright-core";
import type { AppServer } from "../app/server.ts";
import type { AppUnderTest, StartOptions } from "../app/under-test.ts";
import { plain } from "../auths/all.ts";
import type { AuthUnderTest } from "../auths/auth.ts";
import { type ClauseContext, short, type VisitorChoices } from "../clause.ts";
import { openChromium } from "../driver/chromium.ts";
import { newAddress, newPerson, type Person } from "../driver/person.ts";
import { Recorder } from "../driver/recorder.ts";
import { Visitor } from "../driver/visitor.ts";
import type { StoreUnderTest } from "../stores/store.ts";

/** Accounts and secrets of one run, and the environment that tells the application about them. */
export function newSettings(auth: AuthUnderTest = plain) {
  const user: Person = { ...newPerson("Demo User"), email: "demo.user@people.example" };
  const admin: Person = { ...newPerson("Demo Admin"), email: "demo.admin@people.example" };
  const secret = randomBytes(32).toString("base64url");
  return {
    auth,
    demo: { user, admin },
    secret,
    env: {
      ...auth.env,
      [auth.secretName]: secret,
      TRUST_PROXY: "1",
      DEMO_USER_EMAIL: user.email,
      DEMO_USER_PASSWORD: user.password,
      DEMO_ADMIN_EMAIL: admin.email,
      DEMO_ADMIN_PASSWORD: admin.password,
    },
  };
}

export type Settings = ReturnType<typeof newSettings>;

const shortLived: StartOptions = {
  env: {
    SESSION_IDLE_SECONDS: `${short.idle}`,
    SESSION_ABSOLUTE_SECONDS: `${short.absolute}`,
    SESSION_TOUCH_SECONDS: `${short.touch}`,
    TRUST_PROXY: undefined,
  },
};

/** One stack during its run: makes a context for every clause, and cleans up behind it. */
export class Bench {
  readonly recorder = new Recorder();
  readonly #lasting = new Map<"second" | "short-lived", AppServer>();
  readonly #shifts = new Map<AppServer, number>();
  #passing: (() => Promise<unknown>)[] = [];

  constructor(
    readonly app: AppUnderTest,
    readonly store: StoreUnderTest,
    readonly settings: Settings,
    readonly server: AppServer,
  ) {
    this.recorder.secret("the session secret", settings.secret);
    this.recorder.log(() => server.log);
  }

  context(): ClauseContext {
    const { app, store, recorder, server } = this;
    return {
      server,
      app,
      store,
      auth: this.settings.auth,
      recorder,
      demo: this.settings.demo,
      visitor: (choices) => this.#visitor(choices),
      chromium: (options) => this.#chromium(options),
      second: () => this.#lastingServer("second"),
      shortLived: () => this.#lastingServer("short-lived", shortLived),
      start: (options) => this.#start(options),
      refusal: (options) => app.refusal(options),
      advance: async (instance, milliseconds) => {
        const shift = (this.#shifts.get(instance) ?? 0) + milliseconds;
        this.#shifts.set(instance, shift);
        await instance.ask("clock", shift);
        await store.advance?.(milliseconds);
      },
    };
  }

  /** Ends what the last clause started. */
  async tidy(): Promise<void> {
    const passing = this.#passing;
    this.#passing = [];
    for (const end of passing) await end();
  }

  /** Ends the instances that clauses share: the next clause gets new ones. */
  async discard(): Promise<void> {
    const servers = [...this.#lasting.values()];
    this.#lasting.clear();
    await Promise.all(servers.map((server) => server.stop()));
  }

  /** Ends everything. */
  async close(): Promise<void> {
    await this.tidy();
    await this.discard();
    await this.server.stop();
  }

  #visitor({ server = this.server, address = newAddress(), ...rest }: VisitorChoices = {}) {
    const { origin } = server;
    const { recorder, store } = this;
    return new Visitor({ origin, address, recorder, entry: store.entry, ...rest });
  }

  async #start(options?: StartOptions): Promise<AppServer> {
    const server = await this.#recorded(options);
    this.#passing.push(() => server.stop());
    return server;
  }

  async #lastingServer(name: "second" | "short-lived", options?: StartOptions) {
    const running = this.#lasting.get(name);
    if (running && !running.child.ended) return running;
    const server = await this.#recorded(options);
    this.#lasting.set(name, server);
    return server;
  }

  async #recorded(options?: StartOptions): Promise<AppServer> {
    const server = await this.app.start(options);
    this.recorder.log(() => server.log);
    return server;
  }

  async #chromium(options: Parameters<ClauseContext["chromium"]>[0]): Promise<BrowserContext> {
    const browser = await openChromium(options);
    this.#passing.push(() => browser.close());
    browser.on("response", async (response) => {
      if (!/text|json|javascript/.test(response.headers()["content-type"] ?? "")) return;
      if (response.url().includes("/_next/static/")) return;
      const text = await response.text().catch(() => "");
      this.recorder.payload(`${new URL(response.url()).pathname} in Chromium`, text);
    });
    return browser;
  }
}
