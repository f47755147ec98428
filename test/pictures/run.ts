import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import fs from "fs-extra";
import { type Browser, chromium } from "playwright-core";
import { buildApp, makeApp, startApp } from "../demo/app.ts";
import { findProgram } from "../setup/find-program.ts";
import { programs } from "../setup/programs.ts";
import { builtCommand } from "../support/built.ts";
import { Terminal } from "../support/terminal.ts";
import { terminalPage } from "./terminal-page.ts";

/** Makes the pictures of the README and the documentation anew: `npm run pictures`. */
const images = path.resolve(import.meta.dirname, "../../docs/images");

async function main(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "create-session-app-pictures-"));
  const executablePath = findProgram(
    programs.find(({ name }) => name === "Chromium")?.candidates ?? [],
  );
  const browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu"],
  });
  try {
    await fs.ensureDir(images);
    await picturePrompts(browser, folder);
    await pictureApp(browser, folder);
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Answers the questions with Enter, and pictures the screen at its end. */
async function picturePrompts(browser: Browser, folder: string): Promise<void> {
  const command = await builtCommand();
  const terminal = await Terminal.open(folder, { columns: 96, rows: 40 });
  try {
    await terminal.type(`create-session-app() { env -u CI node ${command} "$@"; }; clear`);
    await terminal.press("Enter");
    await terminal.type("create-session-app --no-install --no-git");
    await terminal.press("Enter");
    await terminal.waitFor("Where should it go");
    await terminal.type("my-app");
    await terminal.press("Enter");
    for (const question of ["Which router", "How are sessions made", "Where are they kept"]) {
      await terminal.waitFor(new RegExp(`^\\? ${question}`, "m"));
      await terminal.press("Enter");
    }
    for (const question of ["Anything on top", "In which language", "Which package manager"]) {
      await terminal.waitFor(new RegExp(`^\\? ${question}`, "m"));
      await terminal.press("Enter");
    }
    await terminal.waitFor("Log in as");
    const screen = await terminal.screen({ colours: true });
    const page = await browser.newPage({ deviceScaleFactor: 2 });
    await page.setContent(terminalPage(screen, "npx create-session-app"));
    await page.locator("body").screenshot({ path: path.join(images, "prompts.png") });
    await page.close();
  } finally {
    await terminal.close();
  }
}

/** Logs in as the demo user and pictures the pages, in light and in dark. */
async function pictureApp(browser: Browser, folder: string): Promise<void> {
  const app = await makeApp(folder);
  await buildApp(app);
  const { origin, stop } = await startApp(app);
  try {
    for (const colorScheme of ["light", "dark"] as const) {
      const viewport = { width: 960, height: 640 };
      const context = await browser.newContext({ colorScheme, viewport, deviceScaleFactor: 1.5 });
      const page = await context.newPage();
      const shoot = (name: string) =>
        page.screenshot({ path: path.join(images, `${name}-${colorScheme}.png`) });
      await page.goto(`${origin}/account`);
      await shoot("login");
      await page.getByLabel("Email").fill(app.login.email);
      await page.getByLabel("Password").fill(app.login.password);
      await page.locator('form[data-form="login"] button').click();
      await page.waitForURL(`${origin}/account`);
      await shoot("account");
      await context.close();
    }
  } finally {
    await stop();
  }
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
