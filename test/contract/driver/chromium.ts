import { existsSync } from "node:fs";
import { type Browser, type BrowserContextOptions, chromium } from "playwright-core";
import { newAddress } from "./person.ts";

const places = [
  process.env.CHROMIUM_PATH,
  // The same engine without the browser around it: opens a page at a quarter of the cost.
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

let running: Promise<Browser> | undefined;

/**
 * A fresh Chromium profile. The browser itself is started once and shared.
 * http://localhost counts as trustworthy there, so Secure and `__Host-` cookies are kept.
 * @throws Error naming the package to install where there is no Chromium
 */
export async function openChromium(options: BrowserContextOptions = {}) {
  running ??= chromium.launch({ executablePath: findChromium(), args: flags });
  const browser = await running;
  const context = await browser.newContext({
    extraHTTPHeaders: { "x-forwarded-for": newAddress() },
    ...options,
  });
  context.setDefaultTimeout(15_000);
  return context;
}

/** Ends the shared browser, if one was started. */
export async function closeChromium(): Promise<void> {
  const browser = await running;
  running = undefined;
  await browser?.close();
}

function findChromium(): string {
  const found = places.find((place) => place !== undefined && existsSync(place));
  if (found) return found;
  throw new Error(
    "The session contract needs Chromium. Install the package chromium, or set CHROMIUM_PATH.",
  );
}
