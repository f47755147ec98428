import type { CleanedWhere } from "better-auth/adapters";

type Value = CleanedWhere["value"];

/** Whether a row is one that better-auth asks for; dates are text here (ISO 8601), which sorts. */
export function matches(row: Record<string, unknown>, where: readonly CleanedWhere[]): boolean {
  const holds = ({ field, operator, value, mode }: CleanedWhere) =>
    OPERATORS[operator](folded(row[field] ?? null, mode), folded(value, mode));
  const all = where.filter(({ connector }) => connector === "AND");
  const any = where.filter(({ connector }) => connector === "OR");
  return all.every(holds) && (any.length === 0 || any.some(holds));
}

const OPERATORS: Record<CleanedWhere["operator"], (is: unknown, wanted: Value) => boolean> = {
  eq: (is, wanted) => is === wanted,
  ne: (is, wanted) => is !== wanted,
  lt: (is, wanted) => compare(is, wanted) < 0,
  lte: (is, wanted) => compare(is, wanted) <= 0,
  gt: (is, wanted) => compare(is, wanted) > 0,
  gte: (is, wanted) => compare(is, wanted) >= 0,
  in: (is, wanted) => [wanted].flat().some((one) => one === is),
  not_in: (is, wanted) => ![wanted].flat().some((one) => one === is),
  contains: (is, wanted) => String(is).includes(String(wanted)),
  starts_with: (is, wanted) => String(is).startsWith(String(wanted)),
  ends_with: (is, wanted) => String(is).endsWith(String(wanted)),
};

/** NaN, and so no order, where there is nothing to compare. */
function compare(is: unknown, wanted: Value): number {
  if (is === null || wanted === null) return Number.NaN;
  if (typeof is === "number" && typeof wanted === "number") return is - wanted;
  return String(is) < String(wanted) ? -1 : Number(String(is) !== String(wanted));
}

function folded<V>(value: V, mode: CleanedWhere["mode"]): V | string {
  return mode === "insensitive" && typeof value === "string" ? value.toLowerCase() : value;
}
