export type Role = "user" | "admin";

/** What the application knows about a user; Clerk keeps the rest. */
export interface User {
  id: string;
  email: string;
  name: string;
  role: Role;
}
