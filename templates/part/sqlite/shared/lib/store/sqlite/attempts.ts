import type { AttemptStore } from "@/lib/store/types";
import { run } from "./connection";

export const attempts: AttemptStore = {
  async add(key, amount, windowSeconds) {
    const now = Date.now();
    const [row] = await run(
      `insert into login_attempts (key, count, until) values (:key, :amount, :until)
       on conflict (key) do update set
         count = case when until > :now then count + :amount else :amount end,
         until = case when until > :now then until else :until end
       returning count`,
      { key, amount, now, until: now + windowSeconds * 1000 },
    );
    return Number(row?.count);
  },
};

export async function removeExpiredAttempts(): Promise<void> {
  await run("delete from login_attempts where until <= ?", [Date.now()]);
}
