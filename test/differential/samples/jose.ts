import { createRequire } from "node:module";
import path from "node:path";
import type { Place, Sample } from "../harness/sample.ts";
import { loggedInByApi, opensFor, withVerdict } from "./visitors.ts";

const secret = "the secret of the observatory, 32 bytes or more";
const observers = ["user", "admin"];
const keepers = ["admin"];

/** As much of jose as is used here, of the version that the application uses. */
interface Jose {
  SignJWT: new (
    claims: object,
  ) => {
    setProtectedHeader(header: object): InstanceType<Jose["SignJWT"]>;
    setExpirationTime(time: number): InstanceType<Jose["SignJWT"]>;
    sign(key: Uint8Array): Promise<string>;
  };
}

/**
 * A visitor who brings a token of the keeper, signed as the application does it.
 * @param seconds that it is valid from now on; negative when it has expired
 */
const withToken =
  (seconds: number, signedBy = secret) =>
  async ({ modules }: Place): Promise<string> => {
    const load = createRequire(path.join(modules, "package.json"));
    const { SignJWT } = load("jose") as Jose;
    const token = await new SignJWT({ name: "Kit Warden", role: "keeper" })
      .setProtectedHeader({ alg: "HS256" })
      .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
      .sign(new TextEncoder().encode(signedBy));
    return `observatory=${token}`;
  };

/** The Pages Router with a session of its own: a token in a cookie, verified by jose. */
export const jose: Sample = {
  name: "jose",
  folder: path.join(import.meta.dirname, "../app/jose"),
  environment: () => ({ SESSION_SECRET: secret }),
  visitors: {
    nobody: async () => "",
    expired: withToken(-60 * 60),
    forged: withToken(60 * 60, "somebody else's secret, of 32 bytes or more"),
    user: loggedInByApi("user@example.org", "user-pw"),
    admin: loggedInByApi("admin@example.org", "admin-pw"),
  },
  beforeExpiry: { as: "admin", enter: withToken(60 * 60) },
  routes: {
    ...withVerdict("moved", {
      ...opensFor(observers, {
        "/badge": ["Badge made out", "/badge"],
        "/domes/[dome]": [
          "Inside dome",
          "/domes/sp%20ace%2Fx?lamp=red&dome=other",
          "/domes/caf%C3%A9",
          "/domes/closed",
        ],
        "/log/[[...night]]": ["Night log of", "/log", "/log/2026/11/sp%20ace?x=1"],
        "/mirror": ["Mirror polished", "/mirror"],
        "/weather": ["Forecast:", "/weather", "/weather?station=gone"],
      }),
      ...opensFor(keepers, {
        "/admin": ["Keeper on duty", "/admin"],
        "/admin/budget": ["Budget:", "/admin/budget"],
        "/admin/locks": ["Locks on the gates", "/admin/locks?gate=a%26b"],
        "/roster": ["Roster of week", "/roster?week=4", "/roster?week=53"],
        "/stars/[...path]": ["Star chart", "/stars/a/sp%20ace%2Fx?band=red&band=a%20b", "/stars/b"],
      }),
      "/domes": {
        urls: ["/domes?seen=4", "/domes"],
        guard: { opensFor: observers, secret: "Domes open for" },
        acts: {
          count: async (page) => {
            await page.getByRole("button").click();
            await page.getByText("Counted 5 meteors").waitFor();
          },
        },
      },
      "/greeting": { urls: ["/greeting"] },
    }),
    ...withVerdict(
      { left: "cookie-write" },
      opensFor(observers, { "/renew": ["Pass renewed for", "/renew"] }),
    ),
    // its own router comes along: where it leads is a prop, which might be a URL object as far as the page's own code says
    ...withVerdict("moved", {
      "/login": {
        urls: ["/login", "/login?next=%2Flog%2F2026"],
        guard: { opensFor: ["nobody", "expired", "forged"], secret: "Who goes there?" },
        acts: {
          "log in": async (page) => {
            await page.getByLabel("Email").fill("user@example.org");
            await page.getByLabel("Password").fill("user-pw");
            await page.getByRole("button").click();
            await page.getByRole("heading", { name: "Domes open for Ada Lens" }).waitFor();
          },
        },
      },
    }),
    ...withVerdict({ left: "request-use" }, { "/api/me": { urls: ["/api/me"] } }),
    ...withVerdict("none", {
      "/": { urls: ["/"] },
      "/api/login": { urls: ["/api/login"] },
    }),
  },
  nowhere: ["/nothing/here"],
  broken: {
    "/admin": (source) =>
      source.replace(
        'withRole("keeper")(async (_context, { name })',
        "(async (_context: unknown, { name } = { name: '' })",
      ),
    "/roster": (source) =>
      source.replace("await readSession(req);", "(await readSession(req)) ?? { role: 'keeper' };"),
  },
};
