import path from "node:path";
import type { Page } from "playwright-core";
import type { Sample } from "../harness/sample.ts";
import { loggedInAs, secret, withToken } from "./next-auth-visitors.ts";

const members = ["user", "admin"];

const click = (page: Page, name: string) => page.getByRole("button", { name }).click();
const heading = (page: Page, name: string) => page.getByRole("heading", { name }).waitFor();

const titled = (page: Page, title: string) =>
  page.waitForFunction(`document.title === ${JSON.stringify(title)}`);

/** An `_app` that cannot be rewritten: made by functions, with layouts, titles and page props. */
export const appShell: Sample = {
  name: "app-shell",
  folder: path.join(import.meta.dirname, "../app/app-shell"),
  environment: (origin) => ({ NEXTAUTH_URL: origin, NEXTAUTH_SECRET: secret }),
  visitors: {
    nobody: async () => "",
    expired: withToken(-60 * 60),
    user: loggedInAs("user@example.org", "user-pw"),
    admin: loggedInAs("admin@example.org", "admin-pw"),
  },
  beforeExpiry: { as: "admin", enter: withToken(60 * 60) },
  routes: {
    "/": { urls: ["/"], verdict: "none" },
    "/login": { urls: ["/login"], verdict: "none" },
    "/berths": {
      urls: ["/berths?pier=north", "/berths", "/berths?pier=north&x=1&x=2"],
      verdict: "native",
      guard: { opensFor: members, secret: "Kittiwake" },
      acts: {
        "ask for the south pier": async (page) => {
          await click(page, "South pier");
          await page.getByRole("link", { name: "Dunlin" }).waitFor();
          await page.getByText("South: gone").waitFor();
          await titled(page, "Berths (1)");
        },
        "mark as seen": async (page) => {
          await click(page, "Mark as seen");
          await page.getByText("/berths?pier=north&seen=yes").waitFor();
        },
        "go to a berth": async (page) => {
          await click(page, "To Sandpiper");
          await heading(page, "Berth b 2");
          await titled(page, "Sandpiper");
        },
        "go back": async (page) => {
          await click(page, "Back to the pier");
          await heading(page, "All berths");
          await titled(page, "Berths (2)");
        },
        "follow a link": async (page) => {
          await page.getByRole("link").last().click();
          await page.getByText("Here lies").waitFor();
        },
        "go on with the router": async (page) => {
          await click(page, "All of them");
          await heading(page, "All berths");
        },
      },
    },
    "/berths/[berth]": {
      urls: ["/berths/a1", "/berths/b%202", "/berths/c%2F3?x=1", "/berths/none"],
      verdict: "native",
      guard: { opensFor: members, secret: "Here lies" },
      acts: {
        "look again": async (page) => {
          await click(page, "Look again");
          await heading(page, "Berth a1");
        },
      },
    },
    "/print": {
      urls: ["/print"],
      verdict: "native",
      guard: { opensFor: ["admin"], secret: "Ledger of the harbour master" },
    },
  },
  nowhere: ["/nothing/here"],
  broken: {
    "/print": (source) =>
      source.replace('session?.user.role !== "admin"', 'String(session) === "never"'),
  },
};
