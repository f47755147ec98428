import type { Observer } from "./session";

const observers = [
  { email: "user@example.org", password: "user-pw", name: "Ada Lens", role: "observer" },
  { email: "admin@example.org", password: "admin-pw", name: "Kit Warden", role: "keeper" },
] as const;

export function findObserver(email: unknown, password: unknown): Observer | undefined {
  const found = observers.find((one) => one.email === email && one.password === password);
  return found && { name: found.name, role: found.role };
}
