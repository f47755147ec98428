import type { ClauseCheck } from "../clause.ts";
import { newPerson } from "../driver/person.ts";
import { assertSignedIn } from "./shared.ts";

export const restart: ClauseCheck = {
  clause: 11,
  title: "a restart of the server keeps sessions",
  needs: [],
  async run({ second, visitor }) {
    const before = await second();
    const person = newPerson();
    const browser = await visitor({ server: before }).signUp(person);
    await assertSignedIn(browser, person, "before the restart");
    await before.stop();
    const after = await second();
    await assertSignedIn(browser.at(after.origin), person, "after the restart");
  },
};
