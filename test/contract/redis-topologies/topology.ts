/** A group of Redis servers that outlives the loss of one of them. */
export interface Topology {
  /** REDIS_URL of the group. */
  readonly url: string;
  /** Kills the primary that keeps this key, without a word to anybody. */
  killPrimary(key: string): Promise<void>;
  keys(pattern: string): Promise<string[]>;
  close(): Promise<void>;
}
