import type { User } from "next-auth";

const members = [
  { id: "1", name: "Ursula Vine", email: "user@example.org", password: "user-pw", role: "member" },
  { id: "2", name: "Adam Root", email: "admin@example.org", password: "admin-pw", role: "admin" },
] as const;

/** The member with this address and password, without the password, or null. */
export function findMember(email?: string, password?: string): User | null {
  const found = members.find((member) => member.email === email && member.password === password);
  return found ? { id: found.id, name: found.name, email: found.email, role: found.role } : null;
}

export function listMembers(): { name: string; role: string }[] {
  return members.map(({ name, role }) => ({ name, role }));
}
