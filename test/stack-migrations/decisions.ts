import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

/**
 * What `migrate` leaves to a person in a generated application, decided: its pages answer 403 and 503
 * with a page of that status, give a new session id when a role has changed, and do their bookkeeping
 * when the answer is sent. A server component can do none of that. Here each of it gets an address of
 * its own, as in the applications that are generated for the App Router.
 */
const edits: Readonly<
  Record<string, readonly (readonly [before: string | RegExp, after: string])[]>
> = {
  "lib/dal.ts": [
    [
      "await refreshSessionId(req, res, session);",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source text
      "if (needsNewId(session)) return away(`/api/session/refresh?next=${encodeURIComponent(resolvedUrl)}`);",
    ],
    [/return refused\(res, "forbidden", \w+\);/, 'return away("/forbidden");'],
    [
      'return refused(context.res, "unavailable");',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source text
      "return away(`/unavailable?next=${encodeURIComponent(context.resolvedUrl)}`);",
    ],
    [
      /\/\*\* The page itself is not rendered[\s\S]*?\n}\n/,
      "function away(destination: string) {\n  return { redirect: { destination, statusCode: 307 as const } };\n}\n",
    ],
    ["getCurrentSession, refreshSessionId }", "getCurrentSession }"],
    ["import type { Session } from", "import { needsNewId, type Session } from"],
  ],
  "lib/session/current.ts": [
    [
      'res.once("close", () => work().catch(ignoreOutage).catch(console.error));',
      "void work().catch(ignoreOutage).catch(console.error);",
    ],
  ],
};

const added: Readonly<Record<string, string>> = {
  "pages/forbidden.tsx": `import type { GetServerSideProps } from "next";
import { Forbidden } from "@/components/forbidden";
import { refuse } from "@/lib/dal";

export const getServerSideProps: GetServerSideProps = async ({ res }) => {
  refuse(res, "forbidden");
  return { props: {} };
};

export default Forbidden;
`,
  "pages/api/session/refresh.ts": `import type { NextApiRequest, NextApiResponse } from "next";
import { safeRedirect } from "@/lib/safe-redirect";
import { getCurrentSession, refreshSessionId } from "@/lib/session/current";

/** Gives the browser the new session id that a changed role asks for. */
export default async function handler(req: NextApiRequest, res: NextApiResponse) {
  const session = await getCurrentSession(req, res);
  if (session) await refreshSessionId(req, res, session);
  res.redirect(307, safeRedirect(req.query.next));
}
`,
};

/** Writes the decisions into a generated application; what a stack does not have is not asked for. */
export async function decide(dir: string): Promise<void> {
  for (const [file, changes] of Object.entries(edits)) {
    const source = await readFile(path.join(dir, file), "utf8").catch(() => undefined);
    if (source === undefined) continue;
    const changed = changes.reduce(
      (text, [before, after]) => text.replace(before, () => after),
      source,
    );
    await writeFile(path.join(dir, file), changed);
  }
  const rotates = await readFile(path.join(dir, "lib/session/current.ts")).catch(() => undefined);
  for (const [file, text] of Object.entries(added)) {
    if (rotates || !file.startsWith("pages/api/")) await write(path.join(dir, file), text);
  }
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
}
