import { extname } from "node:path";
import { htmlReport } from "./html.ts";
import { markdownReport } from "./markdown.ts";
import type { Report } from "./model.ts";

/** The forms of a report, by the ending of its file. */
export const reportForms: Readonly<Record<string, (report: Report) => string>> = {
  ".html": htmlReport,
  ".md": markdownReport,
  ".json": (report) => `${JSON.stringify(report, null, 2)}\n`,
};

/** The form that a file's name asks for; undefined where it is none of them. */
export function reportForm(file: string): ((report: Report) => string) | undefined {
  return reportForms[extname(file).toLowerCase()];
}
