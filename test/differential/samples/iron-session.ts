import { createRequire } from "node:module";
import path from "node:path";
import type { Place, Sample } from "../harness/sample.ts";
import { loggedInByApi, opensFor, withVerdict } from "./visitors.ts";

const password = "the password of the reading room, 32 characters or more";
const readers = ["user", "admin"];
const librarians = ["admin"];

type Seal = (data: object, options: { password: string; ttl: number }) => Promise<string>;

/**
 * A visitor who brings the session of the librarian, sealed as iron-session does it.
 * @param ttl seconds that it is valid from now on; negative when it has expired
 */
const withSeal =
  (ttl: number, sealedBy = password) =>
  async ({ modules }: Place): Promise<string> => {
    const load = createRequire(path.join(modules, "package.json"));
    const { sealData } = load("iron-session") as { sealData: Seal };
    const reader = { name: "Libby Keeper", role: "librarian" };
    return `reading-room=${await sealData({ reader }, { password: sealedBy, ttl })}`;
  };

/** JavaScript and the Pages Router with iron-session 8 behind the project's own wrappers. */
export const ironSession: Sample = {
  name: "iron-session",
  folder: path.join(import.meta.dirname, "../app/iron-session"),
  environment: () => ({ SESSION_PASSWORD: password }),
  visitors: {
    nobody: async () => "",
    expired: withSeal(-60 * 60),
    forged: withSeal(60 * 60, "somebody else's password, of 32 characters or more"),
    user: loggedInByApi("user@example.org", "user-pw"),
    admin: loggedInByApi("admin@example.org", "admin-pw"),
  },
  beforeExpiry: { as: "admin", enter: withSeal(60 * 60) },
  routes: {
    ...withVerdict("moved", {
      ...opensFor(readers, {
        "/archive/[[...shelf]]": [
          "Archive shelf",
          "/archive",
          "/archive/maps/sp%20ace%2Fx?tag=a&tag=b%20c",
        ],
        "/card": ["Library card of", "/card"],
        "/fines": ["Fines to pay", "/fines"],
        "/hall": ["Great hall", "/hall"],
        "/loans": ["All loans", "/loans", "/loans?word=Slash&word=Tides", "/loans?word=a%26b"],
        "/loans/[loan]": ["has borrowed", "/loans/sp%20ace%2Fx", "/loans/7?x=1", "/loans/none"],
        "/reservations": ["Reserved for", "/reservations", "/reservations?break=1"],
        "/rooms/[room]": ["Study room", "/rooms/caf%C3%A9?floor=2&room=other", "/rooms/a%20b%3Fc"],
      }),
      ...opensFor(librarians, {
        "/catalogue/[...path]": [
          "Catalogue at",
          "/catalogue/a/sp%20ace%2Fx?page=2",
          "/catalogue/a?page=0",
        ],
        "/ledger": ["Ledger with", "/ledger"],
        "/returns": ["Returns desk", "/returns?book=7", "/returns?book=lost"],
        "/stacks": ["Closed stacks", "/stacks"],
        "/stacks/keys": ["Keys to the stacks", "/stacks/keys?from=mail"],
      }),
      "/desk": {
        urls: ["/desk?weeks=3", "/desk"],
        guard: { opensFor: readers, secret: "Desk of" },
        acts: {
          renew: async (page) => {
            await page.getByRole("button").click();
            await page.getByText("Renewed for 3 weeks").waitFor();
          },
        },
      },
      "/notices": { urls: ["/notices"] },
    }),
    // its own router comes along: where it leads is a prop, which might be a URL object: that JavaScript does not say
    ...withVerdict("moved", {
      "/login": {
        urls: ["/login", "/login?next=%2Floans%3Fword%3DTides"],
        guard: { opensFor: ["nobody", "expired", "forged"], secret: "Show your ticket" },
        acts: {
          "log in": async (page) => {
            await page.getByLabel("Email").fill("user@example.org");
            await page.getByLabel("Password").fill("user-pw");
            await page.getByRole("button").click();
            await page.getByRole("heading", { name: "Desk of Rita Page" }).waitFor();
          },
        },
      },
    }),
    ...withVerdict(
      { left: "session-write" },
      {
        ...opensFor(readers, { "/visits": ["Visits counted", "/visits"] }),
        "/leave": { urls: ["/leave"] },
      },
    ),
    ...withVerdict(
      { left: "api-wrapped" },
      { "/api/login": { urls: ["/api/login"] }, "/api/me": { urls: ["/api/me"] } },
    ),
    ...withVerdict("none", { "/": { urls: ["/"] } }),
  },
  nowhere: ["/nothing/here"],
  broken: {
    "/stacks": (source) => source.replace('withRole("librarian")(async', "(async"),
    "/ledger": (source) => source.replace("!session.reader || !isLibrarian", "isLibrarian === 0"),
  },
};
