import { ask } from "@/lib/store/redis/connection";

/** Bytes that the store takes. */
export async function sizeOf(): Promise<number> {
  const text = await ask((redis) => redis.info("memory"));
  return Number(/^used_memory:(\d+)/m.exec(text)?.[1]);
}
