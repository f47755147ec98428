import type { AttemptStore } from "@/lib/store/types";
import { change } from "./connection";

export const attempts: AttemptStore = {
  /*
   * One statement, so that it is atomic; last_insert_id() carries the new value out of it, as MySQL
   * has no "returning". Assignments run from left to right: `attempts` still sees the old `until`.
   */
  async add(key, amount, windowSeconds) {
    const now = Date.now();
    const until = now + windowSeconds * 1000;
    const { insertId } = await change(
      `insert into login_attempts (counter, attempts, until)
       values (?, last_insert_id(greatest(?, 0)), ?)
       on duplicate key update
         attempts = last_insert_id(greatest(if(until > ?, attempts, 0) + ?, 0)),
         until = if(until > ?, until, ?)`,
      [key, amount, until, now, amount, now, until],
    );
    return insertId;
  },
};

export async function removeExpiredAttempts(): Promise<void> {
  await change("delete from login_attempts where until <= ?", [Date.now()]);
}
