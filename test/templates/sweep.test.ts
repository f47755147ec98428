import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import { generatedLibrary, tsx } from "./generated-code.ts";

// SQLite works inside the process of the application: while it deletes, nobody is answered.

let dir: string;

beforeAll(async () => {
  dir = await generatedLibrary({ auth: "server-session", store: "sqlite", router: "app" });
});

afterAll(() => rm(dir, { recursive: true, force: true }));

const code = `
import { run } from "@/lib/store/sqlite/connection";
import { removeExpiredSessions } from "@/lib/store/sqlite/sessions";

await run("insert into users values ('u', 'u@people.example', 'U', 'user', '')");
const fill = (prefix: string, count: number, until: number) => run(
  \`with recursive n(i) as (select 1 union all select i + 1 from n where i < ?)
   insert into sessions select ? || i, ? || i, 'u', 'user', '', 0, 0, ?, ? from n\`,
  [count, prefix, prefix, until, until],
);
await fill("old", 4500, Date.now() - 1);
await fill("new", 700, Date.now() + 60_000);
let turns = 0;
const timer = setInterval(() => { turns += 1; }, 0);
await removeExpiredSessions();
clearInterval(timer);
const [left] = await run("select count(*) as all_of_them, sum(id_hash like 'new%') as still_valid from sessions");
console.log(JSON.stringify({ left, turns }));
`;

test("a sweep removes every expired session and no other, and lets others have their turn", async () => {
  const file = path.join(dir, "sweep.mts");
  await writeFile(file, code);
  const { stdout } = await execa(tsx, [file], {
    cwd: dir,
    env: { SESSION_SECRET: "k7Rw2mX9qLz4TbNv8HcJd5FgYs3PaEe1U0", SQLITE_FILE: "sweep.db" },
  });
  const { left, turns } = JSON.parse(stdout);
  expect(left).toEqual({ all_of_them: 700, still_valid: 700 });
  expect(turns).toBeGreaterThanOrEqual(4);
});
