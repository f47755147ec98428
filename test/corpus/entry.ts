import path from "node:path";
import { execa } from "execa";
import fs from "fs-extra";

/** One Next.js application of a public repository, as the list describes it. */
export interface Entry {
  /** `owner/name` */
  readonly repo: string;
  readonly commit: string;
  /** Folder of the application in the repository, `.` for its root. */
  readonly app: string;
  /** Dominant session library. */
  readonly library: string;
  /** Version or range of Next.js. */
  readonly next?: string;
  readonly language?: string;
}

/** An entry whose repository is on this machine. */
export interface Checkout extends Entry {
  readonly folder: string;
}

/**
 * Reads the list: a JSON array of entries.
 * @throws Error when it cannot be read, or is something else
 */
export async function readList(file: string): Promise<Entry[]> {
  const list: unknown = await fs.readJson(file);
  const isEntry = (value: unknown): value is Entry =>
    typeof value === "object" && value !== null && "repo" in value && "commit" in value;
  if (Array.isArray(list) && list.every(isEntry)) {
    return list.map((entry) => ({ ...entry, app: entry.app ?? "." }));
  }
  throw new Error(`${file} is not a list of { repo, commit, app }.`);
}

/** Where an entry's repository stands below `root`: `owner__name` or `owner/name`, if at all. */
export async function findCheckout(entry: Entry, root: string): Promise<Checkout | undefined> {
  for (const name of [entry.repo.replace("/", "__"), entry.repo]) {
    const folder = path.join(root, name);
    if (await fs.pathExists(path.join(folder, ".git"))) {
      const head = await execa("git", ["rev-parse", "HEAD"], { cwd: folder });
      const atCommit = head.stdout.trim() === entry.commit;
      if (atCommit) return { ...entry, folder: await fs.realpath(folder) };
    }
  }
  return undefined;
}
