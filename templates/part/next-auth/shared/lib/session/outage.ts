import { AsyncLocalStorage } from "node:async_hooks";
import { StoreUnavailableError } from "@/lib/store/unavailable";

/**
 * The library answers every error that happens while it reads a session with "nobody is signed in". For
 * an outage of the store that is not true, so the error is kept aside for whoever asked.
 */
const asking = new AsyncLocalStorage<{ outage?: StoreUnavailableError }>();

/**
 * Asks the library something.
 * @throws StoreUnavailableError when the store was not there, whatever the library has made of that
 */
export async function orOutage<T>(ask: () => Promise<T>): Promise<T> {
  const question: { outage?: StoreUnavailableError } = {};
  const answer = await asking.run(question, ask).catch((error) => {
    throw question.outage ?? error;
  });
  if (question.outage) throw question.outage;
  return answer;
}

/** For `.catch()` of what the store is asked on its behalf. */
export function noteOutage(error: unknown): never {
  const question = asking.getStore();
  if (question && error instanceof StoreUnavailableError) question.outage = error;
  throw error;
}
