import { StoreUnavailableError } from "@/lib/store/unavailable";

const RETRY_MS = 1000;

/** What is known of a server. */
export interface TierState {
  up: boolean;
  /** Since when it is up, as Date.now() gives it. */
  since: number;
}

/**
 * One of the two servers. A request that finds it down waits for its timeout; the others are told at
 * once, until it has come back (a circuit breaker).
 */
export class Tier {
  readonly #state: () => TierState;
  readonly #rejoin: () => Promise<void>;

  /**
   * @param state where the process keeps its state
   * @param rejoin what it has to do before it is asked again; it fails for as long as it is down
   */
  constructor(state: () => TierState, rejoin: () => Promise<void>) {
    this.#state = state;
    this.#rejoin = rejoin;
  }

  /** Since when it has been up without a break. */
  get since(): number {
    return this.#state().since;
  }

  /** @throws StoreUnavailableError when it is down, or goes down over it */
  async ask<T>(operation: () => Promise<T>): Promise<T> {
    if (!this.#state().up) throw new StoreUnavailableError();
    try {
      return await operation();
    } catch (error) {
      if (error instanceof StoreUnavailableError) this.leave();
      throw error;
    }
  }

  /** It is not asked any more before it has rejoined. */
  leave(): void {
    const state = this.#state();
    if (!state.up) return;
    state.up = false;
    void this.comeBack();
  }

  /** Nobody waits for this, so nobody pays for the timeouts of a server that stays down. */
  async comeBack(): Promise<void> {
    try {
      await this.#rejoin();
      Object.assign(this.#state(), { up: true, since: Date.now() });
    } catch (error) {
      if (!(error instanceof StoreUnavailableError)) console.error(error);
      setTimeout(() => this.comeBack(), RETRY_MS).unref();
    }
  }
}
