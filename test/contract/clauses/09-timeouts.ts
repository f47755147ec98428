import assert from "node:assert/strict";
import type { ClauseCheck } from "../clause.ts";
import { newPerson } from "../driver/person.ts";
import { assertSignedIn, assertSignedOut } from "./shared.ts";

const idle = 600; // all in seconds
const absolute = 3600;
const touch = 60;

export const timeouts: ClauseCheck = {
  clause: 9,
  title: "idle and absolute timeout both end a session, and use costs few writes",
  needs: [],
  async run({ start, visitor, advance, store }) {
    const server = await start({
      env: {
        SESSION_IDLE_SECONDS: `${idle}`,
        SESSION_ABSOLUTE_SECONDS: `${absolute}`,
        SESSION_TOUCH_SECONDS: `${touch}`,
      },
    });
    const pass = (seconds: number) => advance(server, seconds * 1000);
    const person = newPerson();
    const browser = await visitor({ server }).signUp(person);

    const writes = async (uses: number) => {
      const before = await store.traffic(server);
      for (let use = 0; use < uses; use++) await browser.me();
      // The application may write after it has answered.
      await new Promise((resolve) => setTimeout(resolve, 500));
      return (await store.traffic(server)).writes - before.writes;
    };
    assert.equal(await writes(10), 0, "use soon after login writes nothing");
    await pass(touch + 5);
    const one = await writes(1);
    assert(one > 0, "use after a while is written down");
    assert.equal(await writes(10), 0, "and not again soon after");

    // 65 s gone. Each step is shorter than the idle timeout, all together are longer.
    for (let step = 0; step < 3; step++) {
      await pass(idle * 0.75);
      await assertSignedIn(browser, person, "while in use");
    }
    await pass(idle + touch);
    await assertSignedOut(browser, "a session not used for the idle timeout");

    await browser.login(person);
    const thief = browser.thief();
    for (let gone = 0; gone + 500 < absolute - touch; gone += 500) {
      await pass(500);
      await assertSignedIn(browser, person, `${gone + 500} s after login, in use`);
    }
    await pass(500 + touch);
    await assertSignedOut(browser, "a session in use past the absolute timeout");
    await assertSignedOut(thief, "its cookie, kept past its expiry");
  },
};
