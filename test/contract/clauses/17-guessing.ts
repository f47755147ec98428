import assert from "node:assert/strict";
import type { AppServer } from "../app/server.ts";
import type { ClauseCheck, ClauseContext } from "../clause.ts";
import { newAddress, newPerson, type Person } from "../driver/person.ts";

const perAccount = 20; // guesses at one account; more are too many
const perAddress = 150; // guesses from one address
const atOnce = 5;

export const guessing: ClauseCheck = {
  clause: 17,
  title: "guessing is slowed per account and per address, by all instances together",
  needs: [],
  async run(context) {
    const { server, store, start, visitor, advance } = context;
    const second = store.shared ? await start() : server;
    const victim = newPerson();
    await visitor().signUp(victim);

    // One account, each guess from another address.
    const guesses = await slowedAfter(context, perAccount, (count) => ({
      server,
      address: newAddress(),
      person: { ...victim, password: `wrong-${count}-password` },
    }));
    assert(guesses >= 3, `a person may mistype a password: slowed after ${guesses}`);
    for (const [name, instance] of Object.entries({ "the same": server, another: second })) {
      const right = visitor({ server: instance });
      await right.login(victim);
      assert.equal(
        (await right.me()).status,
        401,
        `the right password is a guess on ${name} instance`,
      );
    }
    const bystander = newPerson();
    await visitor().signUp(bystander);
    const other = visitor();
    await other.login(bystander);
    assert.equal((await other.me()).status, 200, "other accounts are not slowed");

    // One address, each guess at another account.
    const address = newAddress();
    await slowedAfter(context, perAddress, () => ({
      server,
      address,
      person: newPerson(),
    }));
    const neighbour = visitor({ server: second, address });
    await neighbour.login(bystander);
    assert.equal((await neighbour.me()).status, 401, "the address is slowed for every account");

    // Nobody gets a new address by writing one into a header: here no proxy is trusted.
    const direct = await start({ env: { TRUST_PROXY: undefined } });
    await slowedAfter(context, perAddress, () => ({
      server: direct,
      address: newAddress(),
      person: newPerson(),
    }));

    await advance(direct, 24 * 60 * 60 * 1000);
    const later = visitor({ server: direct });
    await later.login(victim);
    assert.equal((await later.me()).status, 200, "a day later the account is open again");
  },
};

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
    return `${reply.status} ${/role="alert"[^>]*>([^<]*)/.exec(reply.text)?.[1] ?? ""}`;
  };
  const first = await answer(0);
  for (let count = 1; count < most; count += atOnce) {
    const batch = Array.from({ length: atOnce }, (_, index) => answer(count + index));
    const different = (await Promise.all(batch)).filter((text) => text !== first).length;
    if (different > 0) return count + atOnce - different;
  }
  assert.fail(`${most} guesses were all answered alike: ${first}`);
}
