import { randomBytes } from "node:crypto";

/** Somebody with an account, or about to have one. */
export interface Person {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** A person nobody has heard of, so that clauses never meet each other's users. */
export function newPerson(name = "Ada Example"): Person {
  const tag = randomBytes(6).toString("hex");
  return {
    name,
    email: `${tag}@people.example`,
    password: `Pw-${randomBytes(12).toString("hex")}`,
  };
}

/** What somebody types to log in. */
export function credentials({ email, password }: Pick<Person, "email" | "password">) {
  return { email, password };
}

let visitors = 0;

/** An address of the documentation range 198.18.0.0/15 (RFC 2544) that no other visitor has. */
export function newAddress(): string {
  visitors += 1;
  return `198.${18 + (visitors >> 16)}.${(visitors >> 8) & 255}.${visitors & 255}`;
}
