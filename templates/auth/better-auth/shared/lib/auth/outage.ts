import type { DBAdapter } from "better-auth/adapters";
import { APIError, isAPIError } from "better-auth/api";
import { askStore, StoreUnavailableError } from "@/lib/store/unavailable";

/**
 * Bounds what the database may take, and turns an outage into an error that better-auth passes on:
 * its endpoints answer 503 by themselves.
 */
export function boundTime(adapter: DBAdapter, isOutage: (error: unknown) => boolean): DBAdapter {
  return {
    ...around(adapter, (operation) => askStore(operation, isOutage).catch(toApiError)),
    // Each step inside is bounded; hashing a password may take its time in between.
    transaction: (work) =>
      adapter
        .transaction((inside) => work(boundTime({ ...adapter, ...inside }, isOutage)))
        .catch((error) => {
          if (isAPIError(error) || !isOutage(error)) throw error;
          return toApiError(new StoreUnavailableError(error));
        }),
  };
}

/** An adapter with `ask` around each of its operations; a transaction is left as it is. */
export function around(
  adapter: DBAdapter,
  ask: <T>(operation: () => Promise<T>) => Promise<T>,
): DBAdapter {
  return {
    ...adapter,
    create: (input) => ask(() => adapter.create(input)),
    findOne: (input) => ask(() => adapter.findOne(input)),
    findMany: (input) => ask(() => adapter.findMany(input)),
    count: (input) => ask(() => adapter.count(input)),
    update: (input) => ask(() => adapter.update(input)),
    updateMany: (input) => ask(() => adapter.updateMany(input)),
    delete: (input) => ask(() => adapter.delete(input)),
    deleteMany: (input) => ask(() => adapter.deleteMany(input)),
    consumeOne: (input) => ask(() => adapter.consumeOne(input)),
    incrementOne: (input) => ask(() => adapter.incrementOne(input)),
  };
}

export function toApiError(error: unknown): never {
  if (!(error instanceof StoreUnavailableError)) throw error;
  throw new APIError("SERVICE_UNAVAILABLE", { code: "STORE_UNAVAILABLE", message: error.message });
}

/**
 * Runs something of better-auth's.
 * @throws StoreUnavailableError when the database does not answer
 */
export async function askAuth<T>(operation: () => Promise<T>): Promise<T> {
  try {
    return await operation();
  } catch (error) {
    if (isAPIError(error) && error.status === "SERVICE_UNAVAILABLE") {
      throw new StoreUnavailableError(error);
    }
    throw error;
  }
}
