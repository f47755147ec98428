/** The store did not answer. Pages and routes turn this into a 503 that a person can read. */
export class StoreUnavailableError extends Error {
  override name = "StoreUnavailableError";

  constructor(cause?: unknown) {
    super("The session store is not available.", { cause });
  }
}

/** For `.catch()`, where things go on without the store. */
export function ignoreOutage(error: unknown): null {
  if (error instanceof StoreUnavailableError) return null;
  throw error;
}

/** Longest time a visitor waits for the store before being told that it is down. */
export const STORE_TIMEOUT_MS = 1500;

/**
 * Runs one operation against a store. Drivers have timeouts of their own for connecting, for
 * queueing and for answering; this one clock bounds their sum.
 *
 * @param isOutage whether an error of the driver means that the store is not available
 * @throws StoreUnavailableError then, or when it takes too long
 */
export async function askStore<T>(
  operation: () => Promise<T>,
  isOutage: (error: unknown) => boolean,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooSlow = new Error(`no answer within ${STORE_TIMEOUT_MS} ms`);
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(tooSlow), STORE_TIMEOUT_MS);
  });
  const answer = operation();
  // After a timeout nobody waits for the answer any more; its failure must not end the process.
  answer.catch(() => {});
  try {
    return await Promise.race([answer, deadline]);
  } catch (error) {
    if (error !== tooSlow && !isOutage(error)) throw error;
    reportOutage(error);
    throw new StoreUnavailableError(error);
  } finally {
    clearTimeout(timer);
  }
}

const REPORT_EVERY_MS = 10_000;
let lastReport = 0;

/** One line in the log now and then, not one for each visitor. */
function reportOutage(cause: unknown): void {
  const now = Date.now();
  if (now - lastReport < REPORT_EVERY_MS) return;
  lastReport = now;
  const { code, message } = cause as { code?: string; message?: string };
  console.error(`The store is not available: ${message || code || cause}`);
}
