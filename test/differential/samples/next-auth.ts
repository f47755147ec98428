import path from "node:path";
import type { RouteSample, Sample } from "../harness/sample.ts";
import { loggedInAs, secret, withToken } from "./next-auth-visitors.ts";

const members = ["user", "admin"];

/** A page for members, told by words that only they may read. */
const forMembers = (words: string) => ({ opensFor: members, secret: words });
const forAdmins = (words: string) => ({ opensFor: ["admin"], secret: words });

/** Routes that move to app/. */
const native: Readonly<Record<string, Omit<RouteSample, "verdict">>> = {
  "/account": {
    urls: ["/account", "/account?edit=name&edit=email"],
    guard: forMembers("Letters go to"),
    acts: {
      edit: async (page) => {
        await page.getByRole("button", { name: "Edit" }).click();
        await page.getByText("Editing 1").waitFor();
      },
    },
  },
  "/admin": {
    urls: ["/admin", "/admin?year=2026&note=a%26b"],
    guard: forAdmins("Committee room"),
  },
  "/admin/archive": {
    urls: ["/admin/archive?year=1998", "/admin/archive"],
    guard: forAdmins("Minutes of"),
  },
  "/admin/reports": { urls: ["/admin/reports"], guard: forAdmins("Rent received") },
  "/api/me": { urls: ["/api/me", "DELETE /api/me"] },
  "/api/plots/[plot]": {
    urls: [
      "/api/plots/12?season=2025&season=2026&plot=14",
      "/api/plots/sp%20ace%2Fx?season=a%26b",
      "/api/plots/99",
      "/api/plots/12?print=1",
      'PUT /api/plots/12 {"crop":"Leeks"}',
      'PUT /api/plots/12 {"no":1}',
      "PUT /api/plots/12 {broken",
      "PUT /api/plots/12",
      "DELETE /api/plots/14",
      'PATCH /api/plots/14 {"crop":1}',
      "HEAD /api/plots/14",
      "OPTIONS /api/plots/12",
    ],
    guard: forMembers('"planted":'),
  },
  "/committee": {
    urls: ["/committee"],
    guard: forMembers("Committee tea list"),
    acts: {
      "go back": async (page) => {
        await page.getByRole("button").click();
        await page.getByText("You came from: back").waitFor();
      },
    },
  },
  "/dashboard": {
    urls: ["/dashboard", "/dashboard?denied=admin&x=%C3%A9%20f"],
    guard: forMembers("Shed key for"),
    acts: {
      water: async (page) => {
        await page.getByRole("button").click();
        await page.getByText("Poured 5 litres").waitFor();
      },
      "follow the link": async (page) => {
        await page.getByRole("link", { name: "Bed A" }).click();
        await page.getByRole("heading", { name: "Plot ledger" }).waitFor();
      },
    },
  },
  "/drawers": { urls: ["/drawers"], guard: forMembers("Labelled drawers") },
  "/hours": { urls: ["/hours"], guard: forMembers("Work done") },
  "/journal/[...path]": {
    urls: ["/journal/2026/may", "/journal/one", "/journal/sp%20ace/a%2Fb", "/journal/1/2/3/4"],
    guard: forMembers("reads entry"),
  },
  "/library/[[...shelf]]": {
    urls: ["/library", "/library/herbs", "/library/herbs/sp%20ace?page=2&page=3"],
    guard: forMembers("of books"),
  },
  "/login": {
    urls: ["/login", "/login?callbackUrl=%2Fplots%3Fbed%3Da"],
    guard: { opensFor: ["nobody", "expired"], secret: "Password" },
    acts: {
      "log in": async (page) => {
        await page.getByLabel("Email").fill("user@example.org");
        await page.getByLabel("Password").fill("user-pw");
        await page.getByRole("button", { name: "Log in" }).click();
        await page.getByRole("heading", { name: "Shed key for Ursula Vine" }).waitFor();
      },
    },
  },
  "/members": { urls: ["/members"], guard: forMembers("On the roll") },
  "/notes": {
    urls: ["/notes?topic=slugs", "/notes?topic=slugs&topic=snails"],
    guard: forMembers("Pencil notes"),
  },
  "/notices": { urls: ["/notices"] },
  "/plots": {
    urls: ["/plots", "/plots?bed=a", "/plots?bed=a&bed=c", "/plots?bed=a%20b"],
    guard: forMembers("Plot ledger"),
  },
  "/plots/[plot]": {
    urls: ["/plots/sp%20ace%2Fx?tab=soil", "/plots/12", "/plots/12?tab=a&tab=b", "/plots/99"],
    guard: forMembers("Diary of"),
    acts: {
      "go to the ledger": async (page) => {
        await page.getByRole("button", { name: "To the ledger" }).click();
        await page.getByRole("heading", { name: "Plot ledger" }).waitFor();
      },
    },
  },
  "/plots/print/[plot]": {
    urls: ["/plots/print/12", "/plots/print/sp%20ace%2Fx", "/plots/print/99"],
    guard: forMembers("Printed label"),
  },
  "/profile": { urls: ["/profile"], guard: forMembers("Badge of") },
  "/seeds": {
    urls: ["/seeds", "/seeds?show=all"],
    guard: forMembers("Seed drawer"),
    acts: {
      open: async (page) => {
        await page.getByRole("button", { name: "Open" }).click();
        await page.getByText("Beetroot in bed B").waitFor();
      },
    },
  },
  "/settings": { urls: ["/settings"], guard: forMembers("Keys held by") },
  "/plots/rent/[plot]": {
    urls: ["/plots/rent/12", "/plots/rent/sp%20ace%2Fx?plot=99&tab=a"],
    guard: forMembers("Rent for"),
  },
  "/tea": { urls: ["/tea"], guard: { opensFor: ["user"], secret: "Tea tin of" } },
  "/tools": { urls: ["/tools"], guard: forMembers("In the tool shed") },
};

/** Routes that move to app/ with their `getServerSideProps` as it is. */
const bridged: Readonly<Record<string, Omit<RouteSample, "verdict">>> = {
  "/beds/[...path]": {
    urls: [
      "/beds/south/sp%20ace%2Fx?tab=soil&tab=a%20b",
      "/beds/north",
      "/beds/north?tab=break",
      "/beds/north?tab=move",
    ],
    guard: forAdmins("Beds below"),
  },
  "/calendar": {
    urls: ["/calendar?week=3"],
    guard: forMembers("Rota at"),
  },
  "/compost": {
    urls: ["/compost", "/compost?from=a&from=b"],
    guard: forMembers("Compost heap of"),
  },
  "/keys": {
    urls: ["/keys", "/keys?old=1", "/keys?lost=1"],
    guard: forAdmins("Keys on the board"),
  },
  "/legacy": { urls: ["/legacy"], guard: forMembers("Old parish map") },
  "/map": { urls: ["/map"], guard: forMembers("Map of the paths") },
  "/rota": {
    urls: ["/rota?week=4", "/rota?week=0"],
    guard: forMembers("Rota of"),
  },
  "/scarecrow": {
    urls: ["/scarecrow?hat=1"],
    guard: forAdmins("Scarecrow with"),
  },
  "/subscriptions": {
    urls: ["/subscriptions"],
    guard: forMembers("Subscriptions paid"),
    acts: {
      "go to the next year": async (page) => {
        await page.getByRole("button").click();
        await page.getByRole("heading", { name: "Subscriptions paid: 2027" }).waitFor();
      },
    },
  },
  "/sheds/[shed]": {
    urls: [
      "/sheds/sp%20ace%2Fx?tab=a&tab=b%20c&shed=other",
      "/sheds/12",
      "/sheds/caf%C3%A9?q=%26",
      "/sheds/gone",
    ],
    guard: forMembers("Inside shed"),
    acts: {
      knock: async (page) => {
        await page.getByRole("button").click();
        await page.getByText("Knocked 1 times").waitFor();
      },
    },
  },
};

/** Routes with session code that stay in pages/, each for a reason. */
const left: Readonly<Record<string, Omit<RouteSample, "verdict"> & { readonly reason: string }>> = {
  "/visit": { urls: ["/visit"], guard: forMembers("Gate book"), reason: "cookie-write" },
};

/** Routes without session code on the server. */
const untouched: Readonly<Record<string, Omit<RouteSample, "verdict">>> = {
  "/": {
    urls: ["/"],
    acts: {
      "follow the link": async (page) => {
        await page.getByRole("link", { name: "See the plots" }).click();
        await page.waitForURL(({ pathname }) => pathname !== "/");
      },
    },
  },
  "/about": { urls: ["/about", "/about?from=the%20road"] },
  "/lounge": { urls: ["/lounge"] },
  "/prices": { urls: ["/prices"] },
  "/weather": { urls: ["/weather?place=the%20pond"] },
};

const withVerdict = <Row, Out>(rows: Readonly<Record<string, Row>>, give: (row: Row) => Out) =>
  Object.fromEntries(Object.entries(rows).map(([route, row]) => [route, give(row)]));

/** The Pages Router with next-auth 4: credentials, sessions in a JWT, two roles. */
export const nextAuth: Sample = {
  name: "next-auth",
  folder: path.join(import.meta.dirname, "../app/next-auth"),
  environment: (origin) => ({ NEXTAUTH_URL: origin, NEXTAUTH_SECRET: secret }),
  visitors: {
    nobody: async () => "",
    expired: withToken(-60 * 60),
    user: loggedInAs("user@example.org", "user-pw"),
    admin: loggedInAs("admin@example.org", "admin-pw"),
  },
  beforeExpiry: { as: "admin", enter: withToken(60 * 60) },
  routes: {
    ...withVerdict(native, (row): RouteSample => ({ ...row, verdict: "native" })),
    ...withVerdict(bridged, (row): RouteSample => ({ ...row, verdict: "bridge" })),
    ...withVerdict(
      left,
      ({ reason, ...row }): RouteSample => ({ ...row, verdict: { left: reason } }),
    ),
    ...withVerdict(untouched, (row): RouteSample => ({ ...row, verdict: "none" })),
  },
  nowhere: ["/nothing/here", "/admin/nothing"],
  broken: {
    "/admin/reports": (source) =>
      source.replace(/if \(!isAdmin\)/, "if (String(isAdmin) === 'never')"),
    "/beds/[...path]": (source) => source.replace('withRole("admin")(withFailures(load))', "load"),
  },
};
