import assert from "node:assert/strict";
import type { ClauseContext } from "../clause.ts";

/** Clause 20: without its keys the application does not start, and says where they are to be had. */
export async function keys({ app, refusal, start, visitor, demo }: ClauseContext): Promise<void> {
  assert(app.build.ok, `the build works without secrets, with ${app.build.isolation}`);
  for (const name of ["CLERK_SECRET_KEY", "NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY"]) {
    for (const value of [undefined, ""]) {
      const { exit, output } = await refusal({ env: { [name]: value } });
      assert(exit?.code, `the server does not start without ${name}`);
      assert(output.includes(`${name} is not set`), `it says what is missing: ${output}`);
      assert(output.includes("https://dashboard.clerk.com"), "and where to get it");
      assert(output.includes("npx clerk@latest init"), "or how to make it");
    }
  }
  const server = await start();
  const person = visitor({ server });
  await person.login(demo.user);
  assert.equal((await person.me()).status, 200, "with its keys it serves");
}
