import { getMigrations } from "better-auth/db/migration";
import { auth } from "@/lib/auth";
import { createTables } from "@/lib/auth/database";

/**
 * Makes the tables that better-auth needs and adds missing columns, as `npx auth migrate` would.
 * Two instances that start together do not collide: see createTables() of the database.
 */
export function prepareTables(): Promise<void> {
  return createTables(async () => {
    const { toBeCreated, toBeAdded, toBeAddedIndexes, compileMigrations } = await getMigrations(
      auth.options,
    );
    const changes = toBeCreated.length + toBeAdded.length + toBeAddedIndexes.length;
    return changes === 0 ? [] : (await compileMigrations()).split(/;\s*/).filter(Boolean);
  });
}
