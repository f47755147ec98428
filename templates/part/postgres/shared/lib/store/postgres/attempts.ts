import type { AttemptStore } from "@/lib/store/types";
import { run } from "./connection";

export const attempts: AttemptStore = {
  async add(key, amount, windowSeconds) {
    const now = Date.now();
    const [row] = await run(
      `insert into login_attempts (key, count, until) values ($1, $2, $3)
       on conflict (key) do update set
         count = case when login_attempts.until > $4 then login_attempts.count else 0 end + $2,
         until = case when login_attempts.until > $4 then login_attempts.until else $3 end
       returning count`,
      [key, amount, now + windowSeconds * 1000, now],
    );
    return Number(row?.count);
  },
};

export async function removeExpiredAttempts(): Promise<void> {
  await run("delete from login_attempts where until <= $1", [Date.now()]);
}
