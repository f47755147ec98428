/** Keys that one question to the server holds at most. */
const MOST = 32;

interface Question<T> {
  keys: Set<string>;
  answers: Promise<Map<string, T>>;
}

/**
 * Lets requests that read in the same turn of the event loop ask the server together: on a busy
 * instance one query answers eight of them, for little more than the price of one. Nothing is kept:
 * whoever asks later asks anew, so that a logout or a changed role counts at once. A request that is
 * alone waits for the end of its turn, and for nobody else.
 *
 * @param readAll reads many records at once, and leaves out what is not there
 * @returns reads one record; null where there is none
 */
export function together<T>(
  readAll: (keys: string[]) => Promise<Map<string, T>>,
): (key: string) => Promise<T | null> {
  let open: Question<T> | undefined;

  function newQuestion(): Question<T> {
    const keys = new Set<string>();
    const answers = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      if (open?.keys === keys) open = undefined;
      return readAll([...keys]);
    });
    return { keys, answers };
  }

  return async (key) => {
    open ??= newQuestion();
    const { keys, answers } = open;
    keys.add(key);
    if (keys.size === MOST) open = undefined;
    return (await answers).get(key) ?? null;
  };
}
