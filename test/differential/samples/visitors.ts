import type { Place, RouteSample } from "../harness/sample.ts";

/** The name=value pairs that an answer sets, as a Cookie header. */
export function cookiesOf(answer: Response): string {
  const pairs = answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0] ?? "");
  return pairs.join("; ");
}

/**
 * Logs in at /api/login, which takes and gives JSON.
 * @throws Error when the application does not accept the credentials
 */
export function loggedInByApi(email: string, password: string) {
  return async ({ origin }: Place): Promise<string> => {
    const answer = await fetch(`${origin}/api/login`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email, password }),
    });
    if (answer.ok) return cookiesOf(answer);
    throw new Error(`${email} cannot log in: ${answer.status} ${await answer.text()}`);
  };
}

type Row = Omit<RouteSample, "verdict">;
/** A page: the words that only those may read who see it, and its URLs. */
export type PageRow = readonly [secret: string, ...urls: [string, ...string[]]];

/** Rows of pages that open for the same visitors. */
export const opensFor = (visitors: readonly string[], pages: Readonly<Record<string, PageRow>>) =>
  Object.fromEntries(
    Object.entries(pages).map(([route, [secret, ...urls]]): [string, Row] => [
      route,
      { urls, guard: { opensFor: visitors, secret } },
    ]),
  );

/** Gives every row a verdict. */
export const withVerdict = (
  verdict: RouteSample["verdict"],
  rows: Readonly<Record<string, Row>>,
): Record<string, RouteSample> =>
  Object.fromEntries(Object.entries(rows).map(([route, row]) => [route, { ...row, verdict }]));
