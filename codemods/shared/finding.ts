/** Why a construct keeps a page from being moved, at the line that holds it. */
export interface Obstacle {
  /** Stable identifier, e.g. `wrapped`. */
  readonly code: string;
  /** For people: what stands in the way, and what to do about it. */
  readonly message: string;
  /** Counted from 1. */
  readonly line: number;
}

/** Thrown inside an analysis to leave it at once; caught where the verdict is made. */
export class NotUnderstood extends Error {
  override readonly name = "NotUnderstood";
  readonly obstacle: Obstacle;

  constructor(code: string, message: string, at: { line: number } | number) {
    super(message);
    this.obstacle = { code, message, line: typeof at === "number" ? at : at.line };
  }
}

/** The same obstacle as seen from a place that leads to it; other errors as they are. */
export function seenFrom(error: unknown, code: string, line: number): unknown {
  if (!(error instanceof NotUnderstood)) return error;
  return new NotUnderstood(code, error.obstacle.message, line);
}

/** Runs an analysis: its value, or the obstacle that ended it. Other errors pass through. */
export function understood<T>(analyse: () => T): T | Obstacle {
  try {
    return analyse();
  } catch (error) {
    if (error instanceof NotUnderstood) return error.obstacle;
    if (error instanceof RangeError) {
      return { code: "too-deep", message: "The file is nested too deeply to be read.", line: 1 };
    }
    throw error;
  }
}

/** Tells the two results of {@link understood} apart. */
export function isObstacle(value: unknown): value is Obstacle {
  return typeof value === "object" && value !== null && "code" in value && "message" in value;
}
