import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { ClauseCheck, ClauseContext } from "../clause.ts";
import type { Form } from "../driver/page.ts";
import { credentials, newPerson, type Person } from "../driver/person.ts";
import { assertSignedIn } from "./shared.ts";

/** What a forged request looks like: set by the browser, out of the forger's reach. */
export const forgeries: Record<string, Record<string, string>> = {
  "a foreign Origin": { origin: "https://evil.example", "sec-fetch-site": "cross-site" },
  "a foreign Origin alone": { origin: "https://evil.example", "sec-fetch-site": "" },
  "a sibling's Origin": { origin: "http://localhost:1", "sec-fetch-site": "same-site" },
  "the Origin null": { origin: "null", "sec-fetch-site": "cross-site" },
  "no Origin, from another site": { origin: "", "sec-fetch-site": "cross-site" },
  "neither Origin nor Sec-Fetch-Site": { origin: "", "sec-fetch-site": "" },
};

export const crossSite: ClauseCheck = {
  clause: 14,
  title: "requests from another site change nothing",
  needs: ["chromium"],
  async run(context) {
    const { visitor, auth } = context;
    const person = newPerson();
    const browser = await visitor().signUp(person);
    const loginForm = (await visitor().open("/login")).form("login");
    const logoutForm = (await browser.open("/dashboard")).form("logout");
    const account = await browser.open("/account");
    const endAll = account.form("logout-everywhere");
    const others = ["logout-others", "revoke", "rename"].flatMap((name) => account.forms(name));
    const rename = { method: "PATCH", body: JSON.stringify({ name: "Mallory" }) };

    for (const [name, headers] of Object.entries(forgeries)) {
      for (const form of [logoutForm, endAll, ...others]) {
        const values: Record<string, string> = {};
        if (form.fields.some(([field]) => field === "name")) values.name = "Mallory";
        const { status } = await browser.submit(form, values, { headers });
        assert(status >= 400, `a form with ${name} is refused: ${status}`);
        await assertSignedIn(browser, person, `after a form with ${name}`);
      }
      const stranger = visitor();
      await stranger.submit(loginForm, credentials(person), { headers });
      assert.equal((await stranger.me()).status, 401, `login with ${name} is refused`);
      for (const door of auth.doors) {
        const guest = visitor();
        await door.signIn(guest, person, { headers });
        assert.equal((await guest.me()).status, 401, `${door.name} with ${name} is refused`);
      }
      const json = { "content-type": "application/json", ...headers };
      const patch = await browser.request("/api/me", { ...rename, headers: json });
      assert.equal(patch.status, 403, `a route handler refuses ${name}`);
    }
    const text = (await browser.request("/api/me")).text;
    assert(!text.includes("Mallory"), "nothing was changed");

    for (const door of auth.doors) {
      const guest = visitor();
      await door.signIn(guest, person);
      await assertSignedIn(guest, person, `by ${door.name} from the site itself`);
    }
    const own = { "content-type": "application/json" };
    const patch = await browser.request("/api/me", { ...rename, headers: own });
    assert.equal(patch.status, 200, "the same request from the site itself is served");
    await fromEvilPage(context, person, endAll);
  },
};

/** Another port is another origin but the same site: SameSite cookies come along. */
export async function fromEvilPage(
  context: ClauseContext,
  person: Person,
  form: Form,
): Promise<void> {
  const evil = createServer((_request, response) => {
    response.setHeader("content-type", "text/html").end(evilPage(form));
  });
  await new Promise<void>((resolve) => evil.listen(0, "localhost", resolve));
  try {
    const address = evil.address();
    assert(typeof address === "object" && address);
    const browser = await context.chromium();
    const victim = context.visitor();
    await victim.login(person);
    const cookies = victim.jar.entries().map(([name, value]) => ({ name, value }));
    const flags = { httpOnly: true, secure: true, sameSite: "Lax" as const };
    await browser.addCookies(
      cookies.map((cookie) => ({
        ...cookie,
        ...flags,
        url: context.server.origin.replace("http:", "https:"),
      })),
    );
    const page = await browser.newPage();
    const me = await page.goto(`${context.server.origin}/api/me`);
    assert.equal(me?.status(), 200, "Chromium is signed in");
    const sent = page.waitForResponse((response) => response.request().method() === "POST");
    await page.goto(`http://localhost:${address.port}/`);
    await page.locator("button").click();
    assert((await sent).status() >= 400, "a form on another origin is refused");
    await assertSignedIn(victim, person, "after the form on another origin");
  } finally {
    evil.close();
  }
}

function evilPage({ action, fields, multipart }: Form): string {
  const quoted = (text: string) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  const inputs = fields.map(
    ([name, value]) => `<input type="hidden" name="${quoted(name)}" value="${quoted(value)}">`,
  );
  const enctype = multipart ? ' enctype="multipart/form-data"' : "";
  return `<form method="post" action="${quoted(action.href)}"${enctype}>${inputs.join("")}<button>Win</button></form>`;
}
