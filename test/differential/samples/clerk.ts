import path from "node:path";
import { publishableKey } from "../../contract/auths/clerk.ts";
import { claimsOf, forgeries, jwtKey, signToken } from "../../contract/hosted/tokens.ts";
import type { Sample } from "../harness/sample.ts";
import { opensFor, withVerdict } from "./visitors.ts";

const climbers = ["user", "admin"];
const setters = ["admin"];

const user = () => signToken({ sid: "sess_user", sub: "user_ursula", role: "climber" });
const admin = () => signToken({ sid: "sess_admin", sub: "user_adam", role: "setter" });

/** With the time of its last change that Clerk's script keeps beside the token. */
const asCookies = (token: string) => async () =>
  `__session=${token}; __client_uat=${Number(claimsOf(token).iat) || 1}`;

/** A good token of the administrator with something wrong about it. */
const forged = (how: string) => asCookies(forgeries(admin())[how] ?? "");

/** The Pages Router with Clerk, whose tokens are signed by a key of our own: its service is not asked. */
export const clerk: Sample = {
  name: "clerk",
  folder: path.join(import.meta.dirname, "../app/clerk"),
  environment: () => ({
    NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY: publishableKey,
    NEXT_PUBLIC_CLERK_SIGN_IN_URL: "/login",
    CLERK_SECRET_KEY: "sk_live_of_the_differential_run",
    CLERK_JWT_KEY: jwtKey,
  }),
  visitors: {
    nobody: async () => "",
    expired: forged("expired"),
    forged: forged("signed by somebody else"),
    user: asCookies(user()),
    admin: asCookies(admin()),
  },
  beforeExpiry: { as: "admin", enter: asCookies(admin()) },
  routes: {
    ...withVerdict("moved", {
      ...opensFor(climbers, {
        "/gyms/[[...gym]]": ["Passes for", "/gyms", "/gyms/north/sp%20ace%2Fx?x=1"],
        "/lessons": ["Lessons ", "/lessons", "/lessons?day=never"],
        "/pass": ["Yearly pass of", "/pass"],
        "/session": ["Tied in as", "/session"],
        "/walls/[wall]": [
          "asked for as",
          "/walls/sp%20ace%2Fx?rope=1&wall=other",
          "/walls/caf%C3%A9",
          "/walls/shut",
        ],
      }),
      ...opensFor(setters, {
        "/rota": ["Rota for week", "/rota?week=4", "/rota?week=53"],
        "/routes/[...path]": [
          "Route plan",
          "/routes/a/sp%20ace%2Fx?grade=6&grade=7%2B",
          "/routes/b",
        ],
        "/staff": ["Holds in store", "/staff"],
        "/staff/keys": ["Keys to the shed", "/staff/keys"],
        "/staff/pay": ["Wages of", "/staff/pay"],
      }),
      "/greeting": { urls: ["/greeting"] },
      "/login": {
        urls: ["/login", "/login?next=%2Fgyms%2Fnorth"],
        guard: { opensFor: ["nobody", "expired", "forged"], secret: "Sign in to go on" },
      },
      "/walls": {
        urls: ["/walls?grams=20", "/walls"],
        guard: { opensFor: climbers, secret: "Walls open for" },
        acts: {
          chalk: async (page) => {
            await page.getByRole("button").click();
            await page.getByText("19 grams of chalk").waitFor();
          },
        },
      },
    }),
    ...withVerdict({ left: "request-use" }, { "/api/me": { urls: ["/api/me"] } }),
    ...withVerdict("none", { "/": { urls: ["/"] } }),
  },
  // Its script comes from its service, and so does what renews an expired token.
  withoutBrowser: "Clerk's script is not there, and its provider waits for it.",
  nowhere: ["/nothing/here"],
  broken: {
    "/staff": (source) => source.replace('withRole("setter")(async', "(async"),
    "/staff/keys": (source) =>
      source.replace('!userId || sessionClaims?.role !== "setter"', "userId === '0'"),
  },
};
