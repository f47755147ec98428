import assert from "node:assert/strict";
import type { ClauseCheck, ClauseContext } from "../clause.ts";
import { newPerson } from "../driver/person.ts";
import { logInByHand } from "./shared.ts";

const paths = ["/", "/login", "/signup", "/dashboard", "/account", "/admin", "/nowhere", "/api/me"];

/** Runs after the others, and searches what the application said during all of them. */
export const noLeaks: ClauseCheck = {
  clause: 18,
  title: "no session id, password or secret in logs, in pages or in flight payloads",
  needs: ["chromium"],
  async run(context) {
    const { visitor, recorder, store, demo } = context;
    for (const secret of store.secrets) recorder.secret("the store's password", secret);
    for (const { password } of Object.values(demo)) recorder.secret("a demo password", password);

    const person = newPerson();
    const browser = await visitor().signUp(person);
    await browser.sessionCookies();
    for (const path of paths) {
      await browser.request(path);
      await browser.request(path, { headers: { rsc: "1", accept: "*/*" } });
    }
    const page = await browser.open("/dashboard");
    assert(page.text.includes(person.name), "the search sees what pages show");
    const wrong = newPerson();
    recorder.secret("a wrong password", wrong.password);
    const form = (await visitor().open("/login")).form("login");
    await visitor().submit(form, { email: person.email, password: wrong.password });
    await visitor().submit(form, { email: "not an address", password: wrong.password });
    const signUp = (await visitor().open("/signup")).form("signup");
    await visitor().submit(signUp, { ...person, password: wrong.password });
    await inChromium(context);

    assert(
      recorder.payloads.some(({ text }) => text.includes(person.name)),
      "payloads are kept",
    );
    assert.deepEqual(recorder.leaks(), [], "nothing that is secret was sent or logged");
  },
};

/** With JavaScript, forms and links answer with flight payloads; the context records them. */
async function inChromium({ chromium, server, visitor, recorder }: ClauseContext): Promise<void> {
  const person = newPerson();
  await visitor().signUp(person);
  const browser = await chromium();
  const page = await browser.newPage();
  await page.goto(`${server.origin}/login`);
  await page.locator('[name="email"]').fill(person.email);
  await page.locator('[name="password"]').fill("wrong-password-of-chromium");
  recorder.secret("a wrong password", "wrong-password-of-chromium");
  await page.locator('[name="password"]').press("Enter");
  await page.locator('form [role="alert"], main [role="alert"]').first().waitFor();
  await logInByHand(page, person);
  for (const { name, value } of await browser.cookies()) {
    // A cookie that remembers a page to go back to is no secret.
    if (!decodeURIComponent(value).startsWith(server.origin))
      recorder.secret(`cookie ${name}`, value);
  }
  await page.locator('a[href="/account"]').first().click();
  await page.waitForURL("**/account");
  await page.getByText(person.email).first().waitFor();
}
