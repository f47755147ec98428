import { ask, key } from "@/lib/store/redis/connection";
import type { AttemptStore } from "@/lib/store/types";

/** `attempts:<key>` is a counter with a time to live. */
export const attempts: AttemptStore = {
  async add(name, amount, windowSeconds) {
    const counter = key("attempts", name);
    return ask(async (redis) => {
      const count = await redis.incrby(counter, amount);
      await redis.expire(counter, windowSeconds, "NX");
      return count;
    });
  },
};
