import { SECRET_NAME } from "@/lib/session/secret-name";

/**
 * The settings of sessions, from the environment (each is explained in .env.example).
 * They are read when first needed: `next build` runs without them.
 */
export interface SessionSettings extends SessionTimes {
  /** What every key is made of: the one that ids are stored under, and the one that seals cookies. */
  secret: string;
}

export interface SessionTimes {
  idleSeconds: number;
  absoluteSeconds: number;
  /** Use within this time of the last recorded use is not recorded again. */
  touchSeconds: number;
  sweepSeconds: number;
}

const SECRET_COMMAND = `node -p "crypto.randomBytes(32).toString('base64url')"`;

let settings: SessionSettings | undefined;

/** @throws Error with a message for whoever runs the server. */
export function sessionSettings(): SessionSettings {
  settings ??= { secret: secret(), ...sessionTimes() };
  return settings;
}

/**
 * The settings that are no secret: `next build` may read them.
 * @throws Error with a message for whoever runs the server.
 */
export function sessionTimes(): SessionTimes {
  const idleSeconds = seconds("SESSION_IDLE_SECONDS", 30 * 60);
  const absoluteSeconds = seconds("SESSION_ABSOLUTE_SECONDS", 8 * 60 * 60);
  return {
    idleSeconds: Math.min(idleSeconds, absoluteSeconds),
    absoluteSeconds,
    // A session in use must never run into its idle timeout because the write was put off.
    touchSeconds: Math.min(seconds("SESSION_TOUCH_SECONDS", 60), idleSeconds / 2),
    sweepSeconds: seconds("SESSION_SWEEP_SECONDS", 60),
  };
}

function secret(): string {
  const value = process.env[SECRET_NAME] ?? "";
  const problem =
    value === ""
      ? "is not set"
      : Buffer.byteLength(value) < 32
        ? "is shorter than 32 bytes"
        : new Set(value).size < 12
          ? "is too easy to guess"
          : undefined;
  if (problem === undefined) return value;
  throw new Error(
    `${SECRET_NAME} ${problem}. Make one with\n\n    ${SECRET_COMMAND}\n\n` +
      `and put it into .env.local (or the environment of your host) as ${SECRET_NAME}=<value>.`,
  );
}

function seconds(name: string, byDefault: number): number {
  const text = process.env[name];
  if (text === undefined || text === "") return byDefault;
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new Error(`${name} must be a whole number of seconds, 1 or more; it is "${text}".`);
}
