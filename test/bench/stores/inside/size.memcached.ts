import { ask } from "@/lib/store/memcached/connection";

/** Bytes that the store takes. */
export async function sizeOf(): Promise<number> {
  return ask(
    (client) =>
      new Promise<number>((resolve, reject) => {
        client.stats((error, _server, stats) => {
          if (error) reject(error);
          else resolve(Number(stats?.bytes));
        });
      }),
  );
}
