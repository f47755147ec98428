import { readdirSync } from "node:fs";
import path from "node:path";
import type { Sample } from "./sample.ts";

const special = new Set(["/_app", "/_document", "/_error", "/404", "/500"]);

/** The route patterns that the files in a sample's pages/ folder make, special files left out. */
export function routesOf(sample: Sample): string[] {
  const pages = path.join(sample.folder, "pages");
  return readdirSync(pages, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.[jt]sx?$/.test(file))
    .map(
      (file) =>
        `/${file
          .split(path.sep)
          .join("/")
          .replace(/\.[jt]sx?$/, "")}`,
    )
    .map((route) => route.replace(/\/index$/, "") || "/")
    .filter((route) => !special.has(route) && !route.endsWith("/[...nextauth]"))
    .sort();
}

/** One thing to ask the application for. */
export interface Probe {
  readonly route: string;
  readonly url: string;
  readonly visitor: string;
}

/** Every URL of every route for every visitor. */
export function probesOf(sample: Sample): Probe[] {
  const urls = Object.entries(sample.routes).flatMap(([route, { urls }]) =>
    urls.map((url) => ({ route, url })),
  );
  const nowhere = sample.nowhere.map((url) => ({ route: "(no route)", url }));
  const visitors = Object.keys(sample.visitors);
  return [...urls, ...nowhere].flatMap((at) => visitors.map((visitor) => ({ ...at, visitor })));
}
