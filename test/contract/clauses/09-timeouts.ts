import assert from "node:assert/strict";
import { type ClauseCheck, short } from "../clause.ts";
import { newPerson } from "../driver/person.ts";
import { assertSignedIn, assertSignedOut } from "./shared.ts";

const { idle, absolute, touch } = short;

const quiet = 500; // ms in which a write that should not be made would have been
const due = 3_000; // ms that a write that should be made may take

export const timeouts: ClauseCheck = {
  clause: 9,
  title: "idle and absolute timeout both end a session, and use costs few writes",
  needs: [],
  async run({ shortLived, visitor, advance, store }) {
    const server = await shortLived();
    const pass = (seconds: number) => advance(server, seconds * 1000);
    const person = newPerson();
    const browser = await visitor({ server }).signUp(person);

    /** Writes that some uses cost: the application may make them after it has answered. */
    const writes = async (uses: number, patience: number) => {
      const before = (await store.traffic(server)).writes;
      for (let use = 0; use < uses; use++) await assertSignedIn(browser, person, "while in use");
      const deadline = Date.now() + patience;
      let made = 0;
      while (made === 0 && Date.now() < deadline) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        made = (await store.traffic(server)).writes - before;
      }
      return made;
    };
    assert.equal(await writes(10, quiet), 0, "use soon after login writes nothing");
    await pass(touch + 5);
    assert((await writes(1, due)) > 0, "use after a while is written down");
    assert.equal(await writes(10, quiet), 0, "and not again soon after");

    // 65 s gone. Each step is shorter than the idle timeout, all together are longer.
    for (let step = 0; step < 3; step++) {
      await pass(idle * 0.75);
      await writes(1, due);
    }
    await pass(idle + touch);
    await assertSignedOut(browser, "a session not used for the idle timeout");

    await browser.login(person);
    const thief = browser.thief();
    for (let gone = 0; gone + 500 < absolute - touch; gone += 500) {
      await pass(500);
      await writes(1, due);
    }
    await pass(500 + touch);
    await assertSignedOut(browser, "a session in use past the absolute timeout");
    await assertSignedOut(thief, "its cookie, kept past its expiry");
  },
};
