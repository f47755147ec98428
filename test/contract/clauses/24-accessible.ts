import assert from "node:assert/strict";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import type { ClauseCheck, ClauseContext } from "../clause.ts";
import { newPerson, type Person } from "../driver/person.ts";
import { logInByHand } from "./shared.ts";

const colorSchemes = ["light", "dark"] as const;
type ColorScheme = (typeof colorSchemes)[number];

export const accessible: ClauseCheck = {
  clause: 24,
  title: "works without JavaScript and with the keyboard alone; axe finds nothing",
  needs: ["chromium"],
  async run(context) {
    const person = newPerson();
    await context.visitor().signUp(person);
    await withoutJavaScript(context, person);
    await withKeyboard(context, person);
    await axe(context, person);
  },
};

async function withoutJavaScript({ chromium, server }: ClauseContext, person: Person) {
  const page = await (await chromium({ javaScriptEnabled: false })).newPage();
  await page.goto(`${server.origin}/account`);
  assert.equal(new URL(page.url()).pathname, "/login", "a visitor is sent to the login page");
  await logInByHand(page, person);
  assert.equal(new URL(page.url()).pathname, "/account", "and comes back");
  await page.getByText(person.email).first().waitFor();
  await page.goto(`${server.origin}/dashboard`);
  await page.getByText(person.name).first().waitFor();
  await page.locator('form[data-form="logout"] button').first().click();
  await page.goto(`${server.origin}/dashboard`);
  assert.equal(new URL(page.url()).pathname, "/login", "logout works without JavaScript");
}

async function withKeyboard({ chromium, server }: ClauseContext, person: Person): Promise<void> {
  const page = await (await chromium()).newPage();
  const blocked: string[] = [];
  page.on("console", (message) => {
    if (/inline script violates/.test(message.text())) blocked.push(message.text());
  });
  await page.goto(`${server.origin}/login`);
  await tabTo(page, '[data-form="login"] [name="email"]');
  await page.keyboard.type(person.email);
  await tabTo(page, '[data-form="login"] [name="password"]');
  await page.keyboard.type(person.password);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/dashboard");
  await tabTo(page, '[data-form="logout"] button');
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname !== "/dashboard");
  assert.deepEqual(blocked, [], "the site's own policy lets its scripts run");
}

/** Evaluated in the browser: whether the focused element looks focused. */
const showsFocus = `(() => {
  const { outlineStyle, boxShadow } = getComputedStyle(document.activeElement);
  return outlineStyle !== "none" || boxShadow !== "none";
})()`;

/** Presses Tab until the element has the focus, and can be seen to have it. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    if ((await page.locator(`${selector}:focus`).count()) > 0) {
      const visible = await page.evaluate(showsFocus);
      assert(visible, `the focus on ${selector} can be seen`);
      return;
    }
    await page.keyboard.press("Tab");
  }
  assert.fail(`Tab does not lead to ${selector}`);
}

async function axe({ chromium, server }: ClauseContext, person: Person): Promise<void> {
  const page = await (await chromium()).newPage();
  const open = async (path: string, colorScheme: ColorScheme) => {
    await page.emulateMedia({ colorScheme });
    await page.goto(server.origin + path);
    await assertNoViolations(page, colorScheme);
  };
  for (const colorScheme of colorSchemes) {
    await open("/login", colorScheme);
    await page.locator('[name="email"]').fill(person.email);
    await page.locator('[name="password"]').fill("wrong");
    await page.locator('[name="password"]').press("Enter");
    await page.locator('form [role="alert"], main [role="alert"]').first().waitFor();
    await assertNoViolations(page, `${colorScheme}, after a failed login`);
  }
  await logInByHand(page, person);
  for (const colorScheme of colorSchemes) await open("/account", colorScheme);
}

async function assertNoViolations(page: Page, when: string): Promise<void> {
  // Legacy mode leaves out frames of other origins, and with them a browser page for every look.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`,
  );
  assert.deepEqual(found, [], `${new URL(page.url()).pathname} (${when})`);
}
