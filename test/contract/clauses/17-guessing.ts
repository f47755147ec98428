import assert from "node:assert/strict";
import type { AppServer } from "../app/server.ts";
import type { ClauseCheck, ClauseContext } from "../clause.ts";
import { Page } from "../driver/page.ts";
import { newAddress, newPerson, type Person } from "../driver/person.ts";

const mostPerAccount = 20; // guesses at one account; more are too many
const mostPerAddress = 150; // guesses from one address
const atOnce = 5;

export const guessing: ClauseCheck = {
  clause: 17,
  title: "guessing is slowed per account and per address, by all instances together",
  needs: [],
  async run(context) {
    await perAccount(context);
    await perAddress(context);
  },
};

/** Guesses at one account, each from another address. */
async function perAccount(context: ClauseContext): Promise<void> {
  const { server, store, second, visitor } = context;
  const victim = newPerson();
  await visitor().signUp(victim);
  const guesses = await slowedAfter(context, mostPerAccount, (count) => ({
    server,
    address: newAddress(),
    person: { ...victim, password: `wrong-${count}-password` },
  }));
  assert(guesses >= 3, `a person may mistype a password: slowed after ${guesses}`);
  const instances = { "the same": server, ...(store.shared ? { another: await second() } : {}) };
  for (const [name, instance] of Object.entries(instances)) {
    const right = visitor({ server: instance });
    await right.login(victim);
    const { status } = await right.me();
    assert.equal(status, 401, `the right password is one more guess, on ${name} instance`);
  }
  const bystander = visitor();
  await bystander.login(await newAccount(context));
  assert.equal((await bystander.me()).status, 200, "other accounts are not slowed");
}

/** Guesses at many accounts from one address; nobody gets another by writing it into a header. */
async function perAddress(context: ClauseContext): Promise<void> {
  const { shortLived, start, visitor, advance, store } = context;
  const server = await shortLived();
  const guess = () => ({ server, address: newAddress(), person: newPerson() });
  const victim = await newAccount(context, server);
  await slowedAfter(context, mostPerAddress, guess);

  const shared = store.shared ? await start({ env: { TRUST_PROXY: undefined } }) : undefined;
  for (const instance of [server, shared ?? server]) {
    const right = visitor({ server: instance });
    await right.login(victim);
    assert.equal((await right.me()).status, 401, "the address is slowed for every account");
  }
  await advance(server, 24 * 60 * 60 * 1000);
  const later = visitor({ server });
  await later.login(victim);
  assert.equal((await later.me()).status, 200, "a day later it may log in again");
}

async function newAccount({ visitor }: ClauseContext, server?: AppServer): Promise<Person> {
  const person = newPerson();
  await visitor(server && { server }).signUp(person);
  return person;
}

interface Guess {
  readonly server: AppServer;
  readonly address: string;
  readonly person: Person;
}

/**
 * Guesses, a few at the same time, until the answer is another than that to the first guess.
 * @returns the number of guesses that were answered like the first
 * @throws AssertionError when `most` guesses are all answered alike
 */
async function slowedAfter(
  { visitor }: ClauseContext,
  most: number,
  guess: (count: number) => Guess,
): Promise<number> {
  const form = (await visitor().open("/login")).form("login");
  const answer = async (count: number) => {
    const { server, address, person } = guess(count);
    const action = new URL(form.action.pathname, server.origin);
    const { email, password } = person;
    const reply = await visitor({ server, address }).submit(
      { ...form, action },
      { email, password },
    );
    // Said on the page that answers, or in the address of the page that it leads to.
    return `${reply.status} ${reply.headers.location ?? new Page(reply).alert}`;
  };
  const first = await answer(0);
  for (let count = 1; count < most; count += atOnce) {
    const batch = Array.from({ length: atOnce }, (_, index) => answer(count + index));
    const different = (await Promise.all(batch)).filter((text) => text !== first).length;
    if (different > 0) return count + atOnce - different;
  }
  assert.fail(`${most} guesses were all answered alike: ${first}`);
}
