/** The store did not answer. Pages and routes turn this into a 503 that a person can read. */
export class StoreUnavailableError extends Error {
  override name = "StoreUnavailableError";

  constructor(cause?: unknown) {
    super("The session store is not available.", { cause });
  }
}

/** Longest time a visitor waits for the store before being told that it is down. */
export const STORE_TIMEOUT_MS = 1500;

/**
 * Runs one operation against a store. Drivers have timeouts of their own for connecting, for
 * queueing and for answering; this one clock bounds their sum.
 *
 * @throws StoreUnavailableError when it takes too long, or `isOutage` says the error means that.
 */
export async function askStore<T>(
  operation: () => Promise<T>,
  isOutage: (error: unknown) => boolean,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new StoreUnavailableError(`no answer within ${STORE_TIMEOUT_MS} ms`)),
      STORE_TIMEOUT_MS,
    );
  });
  const answer = operation();
  // After a timeout nobody waits for the answer any more; its failure must not end the process.
  answer.catch(() => {});
  try {
    return await Promise.race([answer, deadline]);
  } catch (error) {
    throw isOutage(error) ? new StoreUnavailableError(error) : error;
  } finally {
    clearTimeout(timer);
  }
}
