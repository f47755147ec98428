import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import fs from "fs-extra";
import { type Checkout, findCheckout, readList } from "./entry.ts";
import { type Measurement, measure } from "./measure.ts";
import { failures, reasonsTable, reportTable } from "./report.ts";

const usage = `Measures migrations on real repositories. Fetches nothing: they have to be here already.

npm run corpus -- --list <file.json> --dir <folder>

  --list <file>     what to measure: [{ "repo": "owner/name", "commit": "…", "app": ".", … }]
  --dir <folder>    checkouts at those commits, in folders called owner__name; never changed
  --work <folder>   where the copies go, used again by the next run
  --only <text>     repositories whose name contains it; may be repeated
  --install         install dependencies in the copies, ignoring scripts, for the type check
  --keep            leave the copies migrated, instead of a second run and undo
  --json <file>     write the measurements there`;

const say = (line: string) => process.stderr.write(`${line}\n`);

/** @returns exit code: 0 measured, 1 something happened that never may, 2 wrong use */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      list: { type: "string" },
      dir: { type: "string" },
      work: { type: "string", default: path.join(tmpdir(), "create-session-app-corpus") },
      only: { type: "string", multiple: true, default: [] },
      install: { type: "boolean", default: false },
      keep: { type: "boolean", default: false },
      json: { type: "string" },
    },
  });
  const { list, dir, work, only, install, keep } = values;
  if (!list || !dir) {
    say(usage);
    return 2;
  }
  const wanted = (await readList(list)).filter(
    ({ repo }) => only.length === 0 || only.some((text) => repo.includes(text)),
  );
  const checkouts = await findCheckouts(wanted, path.resolve(dir));
  if (checkouts.length === 0) {
    say(`NOT MEASURED: none of the ${wanted.length} listed applications is checked out in ${dir}.`);
    return 2;
  }
  await fs.ensureDir(work);

  const measurements: Measurement[] = [];
  for (const checkout of checkouts) {
    say(`${measurements.length + 1}/${checkouts.length} ${checkout.repo} …`);
    const measurement = await measure(checkout, path.resolve(work), { install, keep });
    if (measurement.typesMissing) say(`  types not checked: ${measurement.typesMissing}`);
    measurements.push(measurement);
  }
  if (values.json) await fs.writeJson(values.json, measurements, { spaces: 2 });
  return print(measurements, wanted.length - checkouts.length);
}

async function findCheckouts(entries: Parameters<typeof findCheckout>[0][], dir: string) {
  const found: Checkout[] = [];
  for (const entry of entries) {
    const checkout = await findCheckout(entry, dir);
    if (checkout) found.push(checkout);
  }
  return found;
}

function print(measurements: readonly Measurement[], absent: number): number {
  console.log(reportTable(measurements));
  const reasons = reasonsTable(measurements);
  if (reasons) console.log(`\nPages left, by first reason:\n${reasons}`);
  if (absent > 0) console.log(`\n${absent} listed applications are not checked out here.`);
  const wrong = failures(measurements);
  if (wrong.length > 0) console.log(`\nWhat never may happen:\n${wrong.join("\n")}`);
  return wrong.length > 0 ? 1 : 0;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: Error) => {
    say(error.message);
    process.exitCode = error instanceof TypeError ? 2 : 1;
  },
);
