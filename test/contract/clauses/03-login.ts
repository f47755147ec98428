import assert from "node:assert/strict";
import type { AppServer } from "../app/server.ts";
import type { ClauseCheck, ClauseContext } from "../clause.ts";
import { newPerson, type Person } from "../driver/person.ts";
import { assertSignedIn, logInByHand, median } from "./shared.ts";

const tries = 5;
const triesPerAccount = 2; // with more, an account may be slowed

export const login: ClauseCheck = {
  clause: 3,
  title: "login tells nobody which accounts exist, neither in words nor by its time",
  needs: ["chromium"],
  async run(context) {
    await inChromium(context);
    const server = await context.start({ slowPasswords: true });
    const known: Attempt[] = [];
    const unknown: Attempt[] = [];
    let account = await newAccount(context, server);
    for (let count = 0; count < tries; count++) {
      if (count > 0 && count % triesPerAccount === 0) {
        account = newPerson();
        await context.visitor({ server }).signUp(account);
      }
      known.push(await attempt(context, server, { ...account, password: newPerson().password }));
      unknown.push(await attempt(context, server, newPerson()));
    }
    const answers = new Set([...known, ...unknown].map(({ answer }) => answer));
    assert.equal(answers.size, 1, `one message for both: ${[...answers].join(" / ")}`);
    const times = [known, unknown].map((list) => median(list.map(({ ms }) => ms)));
    const [slow, quick] = [Math.max(...times), Math.min(...times)];
    // Hashing takes most of the time; leaving it out makes an answer several times as quick.
    assert(
      quick > slow / 2,
      `similar time: ${times.map((ms) => `${ms.toFixed(1)} ms`).join(" and ")}`,
    );
  },
};

/** Makes an account, and logs in to it: what was hashed at full cost is also checked at full cost. */
async function newAccount({ visitor }: ClauseContext, server: AppServer): Promise<Person> {
  const account = newPerson();
  await visitor({ server }).signUp(account);
  const person = visitor({ server });
  await person.login(account);
  await assertSignedIn(person, account, "after login");
  return account;
}

interface Attempt {
  readonly answer: string;
  readonly ms: number;
}

async function attempt(
  { visitor, recorder }: ClauseContext,
  server: AppServer,
  person: Person,
): Promise<Attempt> {
  recorder.secret("a wrong password", person.password);
  const browser = visitor({ server });
  const form = (await browser.open("/login")).form("login");
  const reply = await browser.submit(form, { email: person.email, password: person.password });
  const page = await browser.follow(reply);
  assert(page.alert, "a failed login says so");
  assert.equal((await browser.me()).status, 401, "a failed login leaves the visitor signed out");
  return { answer: `${page.status} ${page.alert}`, ms: reply.ms };
}

async function inChromium({ chromium, server, demo }: ClauseContext): Promise<void> {
  const page = await (await chromium()).newPage();
  await page.goto(`${server.origin}/login`);
  const form = page.locator('form[data-form="login"]');
  await form.locator('[name="email"]').fill(demo.user.email);
  await form.locator('[name="password"]').fill("not the password");
  await form.locator('[name="password"]').press("Enter");
  await page.locator('form [role="alert"], main [role="alert"]').first().waitFor();
  await logInByHand(page, demo.user);
  assert.equal(new URL(page.url()).pathname, "/dashboard", "login leads to the dashboard");
}
