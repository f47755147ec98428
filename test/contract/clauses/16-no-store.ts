import assert from "node:assert/strict";
import type { ClauseCheck, ClauseContext } from "../clause.ts";
import { newPerson } from "../driver/person.ts";
import { logInByHand } from "./shared.ts";

export const noStore: ClauseCheck = {
  clause: 16,
  title: "what a signed-in user sees is kept by no cache, and gone after logout",
  needs: ["chromium"],
  async run(context) {
    const { visitor, demo } = context;
    const browser = visitor();
    await browser.login(demo.admin);
    const user = (await browser.me()).user;
    for (const path of ["/", "/dashboard", "/account", "/admin", "/api/me", "/api/admin/users"]) {
      const { status, headers, text } = await browser.request(path);
      const personal =
        text.includes(demo.admin.email) || text.includes(user?.id ?? demo.admin.email);
      if (path === "/" && !personal) continue;
      assert.equal(status, 200, `${path} is served`);
      const caching = headers["cache-control"] ?? "";
      assert.match(caching, /\bno-store\b/, `${path} says no-store: ${caching}`);
      assert.match(caching, /\bprivate\b/, `${path} says private: ${caching}`);
    }
    await backButton(context);
  },
};

async function backButton({ chromium, server, visitor }: ClauseContext): Promise<void> {
  const person = newPerson("Zenobia Backbutton");
  await visitor().signUp(person);
  const page = await (await chromium()).newPage();
  await page.goto(`${server.origin}/account`);
  await logInByHand(page, person);
  await page.goto(`${server.origin}/dashboard`);
  await page
    .getByText(/Zenobia/)
    .first()
    .waitFor();
  await page.locator('form[data-form="logout"] button').first().click();
  await page.waitForURL((url) => !["/dashboard", "/account"].includes(url.pathname));
  for (let step = 0; step < 3; step++) {
    await page.goBack().catch(() => undefined);
    await page.waitForTimeout(500); // scripts may still bring something back
    // biome-ignore lint/performance/useDomNodeTextContent: only what can be seen is private data shown
    const text = await page.locator("body").innerText();
    assert(
      !/Zenobia/.test(text) && !text.includes(person.email),
      `back ${step + 1}: private data shown`,
    );
  }
}
