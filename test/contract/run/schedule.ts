/** Results that arrive one by one while a job runs, to be waited for by key. */
export class Pending<Key, Result> {
  readonly #settled = new Map<Key, Result>();
  readonly #waiting = new Map<Key, (result: Promise<Result>) => void>();
  #failure: Error | undefined;

  resolve(key: Key, result: Result): void {
    this.#settled.set(key, result);
    this.#waiting.get(key)?.(Promise.resolve(result));
    this.#waiting.delete(key);
  }

  /** Ends the job: whoever still waits gets the error. */
  end(error: Error): void {
    this.#failure = error;
    for (const settle of this.#waiting.values()) settle(Promise.reject(error));
    this.#waiting.clear();
  }

  wait(key: Key): Promise<Result> {
    const settled = this.#settled.get(key);
    if (settled !== undefined) return Promise.resolve(settled);
    if (this.#failure) return Promise.reject(this.#failure);
    return new Promise((resolve) => this.#waiting.set(key, resolve));
  }
}

/** Runs jobs in order, a few at the same time. A job that fails must tell so by itself. */
export async function runSome(
  jobs: readonly (() => Promise<void>)[],
  atOnce: number,
): Promise<void> {
  const left = [...jobs];
  const worker = async () => {
    for (let job = left.shift(); job; job = left.shift()) await job();
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
