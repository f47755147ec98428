import { expect, test } from "vitest";
import { sqlTraffic } from "./sql.ts";

test("counts what reads and writes the table of sessions, and nothing else", () => {
  const statements = [
    "SELECT * FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.id_hash = $1",
    'select count(*) from "public"."sessions"',
    "insert into sessions (id_hash) values ($1)",
    "update sessions set last_used_at = $1 where id_hash = $2",
    "delete from sessions where id_hash = $1 returning id_hash",
    "select * from users where id = $1",
    "update login_attempts set count = count + 1",
    "create table if not exists sessions (id_hash text)",
    "select * from obsessions",
    "begin",
  ];
  expect(sqlTraffic(statements)).toEqual({ reads: 3, writes: 3 });
});

test("counts another table where sessions are kept in cookies", () => {
  const statements = [
    "select id from users where not exists (select 1 from ended_sessions where name in (:id))",
    "insert into ended_sessions values (?, ?) on conflict do nothing returning name",
    "select * from sessions",
  ];
  expect(sqlTraffic(statements, "ended_sessions")).toEqual({ reads: 2, writes: 1 });
});
