import type { Redis } from "@upstash/redis";

/** Expiry and conditions of SET, in the order in which Redis documents them. */
type SetOptions = [] | ["NX"] | ["PXAT", number] | ["PXAT", number, "XX"];

export type Commands = ReturnType<typeof commandsOf>;

/**
 * The commands that this application uses, with the arguments and the answers of Redis itself: the
 * client's own are slightly different. Needs another? This is the place.
 */
export function commandsOf(http: Redis) {
  return {
    get: (key: string) => http.get<string>(key),
    set(key: string, value: string, ...options: SetOptions) {
      const [first, until, condition] = options;
      if (first === "NX") return http.set(key, value, { nx: true });
      if (until === undefined) return http.set(key, value);
      if (condition === "XX") return http.set(key, value, { pxat: until, xx: true });
      return http.set(key, value, { pxat: until });
    },
    del: (key: string) => http.del(key),
    incrby: (key: string, amount: number) => http.incrby(key, amount),
    expire: (key: string, seconds: number, condition: "NX") => http.expire(key, seconds, condition),
    pexpireat: (key: string, time: number, condition: "NX" | "GT") =>
      http.pexpireat(key, time, condition),
    hset: (key: string, fields: object) => http.hset(key, { ...fields }),
    async hgetall(key: string): Promise<Record<string, string>> {
      // Without the client's deserialization, the answer is as Redis sends it: names and values.
      const flat: unknown = await http.hgetall(key);
      const list = Array.isArray(flat) ? flat.map(String) : [];
      return Object.fromEntries(
        list.flatMap((name, index) => (index % 2 === 0 ? [[name, list[index + 1] ?? ""]] : [])),
      );
    },
    sadd: (key: string, member: string) => http.sadd(key, member),
    smembers: (key: string) => http.smembers<string[]>(key),
    zadd: (key: string, score: number, member: string) => http.zadd(key, { score, member }),
    zrangebyscore: (key: string, min: number, max: "+inf") =>
      http.zrange<string[]>(key, min, max, { byScore: true }),
    zremrangebyscore: (key: string, min: "-inf", max: number) =>
      http.zremrangebyscore(key, min, max),
  };
}
