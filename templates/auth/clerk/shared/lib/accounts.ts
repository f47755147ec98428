/** Clerk keeps the accounts; this is what the application itself asks of a name. */
export function isValidName(name: string): boolean {
  const { length } = name.trim();
  return length >= 1 && length <= 80;
}
