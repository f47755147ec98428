import { Browser } from "./browser.ts";

export interface Login {
  readonly email: string;
  readonly password: string;
}

/**
 * Logs in and out as a person would and looks at what that changes.
 * @param say gets a line for each thing that holds
 * @throws Error for the first thing that does not
 */
export async function check(
  origin: string,
  { email, password }: Login,
  say: (line: string) => void,
): Promise<void> {
  const holds = (what: string, isSo: boolean, seen: unknown) => {
    if (!isSo) throw new Error(`${what}: it is not so, but ${JSON.stringify(seen)}`);
    say(what);
  };
  const visitor = new Browser(origin);

  const guarded = await visitor.get("/dashboard");
  const sent = `${guarded.status} ${guarded.location}`;
  holds(
    "a visitor on /dashboard is sent to the login page",
    /^307 .*\/login\?next=/.test(sent),
    sent,
  );

  const closed = await visitor.get("/api/me");
  holds("/api/me answers a visitor with 401", closed.status === 401, closed.status);

  const wrong = await visitor.submit(await visitor.open("/dashboard"), "login", {
    email,
    password: `${password}x`,
  });
  holds("a wrong password is refused", /role="alert"/.test(wrong.text), wrong.url.pathname);

  const inside = await visitor.submit(await visitor.open("/dashboard"), "login", {
    email,
    password,
  });
  const arrived = `${inside.status} ${inside.url.pathname}`;
  holds("the demo login leads to /dashboard", arrived === "200 /dashboard", arrived);

  const me = await visitor.get("/api/me");
  holds(
    `/api/me knows ${email}`,
    me.status === 200 && JSON.parse(me.text).user.email === email,
    me,
  );

  const before = new Browser(origin, visitor.cookies);
  const outside = await visitor.submit(inside, "logout");
  holds("logging out leads to a public page", outside.status === 200, outside.status);
  const gone = await visitor.get("/api/me");
  holds("after it /api/me answers 401", gone.status === 401, gone.status);
  const replayed = await before.get("/api/me");
  holds("the cookie of the ended session is refused", replayed.status === 401, replayed.status);
}
