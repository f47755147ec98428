import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { appearsIn, decodings, entropyBits } from "./entropy.ts";

describe("entropyBits", () => {
  const samples = (make: (index: number) => string) =>
    Array.from({ length: 24 }, (_, n) => make(n));

  test("sees 128 bits in random ids of 32 bytes, whatever their alphabet", () => {
    expect(entropyBits(samples(() => randomBytes(32).toString("base64url")))).toBeGreaterThan(128);
    expect(entropyBits(samples(() => randomBytes(32).toString("hex")))).toBeGreaterThan(128);
  });

  test("sees little in counters, times and eight random bytes", () => {
    expect(
      entropyBits(samples((n) => String(1_700_000_000_000 + n).padStart(43, "x"))),
    ).toBeLessThan(10);
    expect(
      entropyBits(samples(() => `${randomBytes(8).toString("base64url")}${"x".repeat(32)}`)),
    ).toBeLessThan(64);
  });
});

test("appearsIn finds an id however it was written down", () => {
  const id = randomBytes(32).toString("base64url");
  const raw = Buffer.from(id, "base64url");
  const hidden = [
    id,
    raw,
    raw.toString("hex"),
    Buffer.from(id).toString("base64"),
    encodeURIComponent(id),
  ];
  for (const form of hidden) {
    const bytes = Buffer.concat([Buffer.from("before "), Buffer.from(form), Buffer.from(" after")]);
    expect(appearsIn(bytes, id)).toBe(true);
  }
  expect(appearsIn(Buffer.from(randomBytes(32).toString("base64url")), id)).toBe(false);
});

test("decodings reads what stands in the parts of a token", () => {
  const token = `${Buffer.from('{"email":"ada@people.example"}').toString("base64url")}.sig`;
  expect(decodings(token).join()).toContain("ada@people.example");
});
