import type { ClauseCheck } from "../clause.ts";
import { newPerson } from "../driver/person.ts";
import { assertSignedIn, assertSignedOut } from "./shared.ts";

export const instances: ClauseCheck = {
  clause: 12,
  title: "two instances on one store agree on who is signed in",
  needs: [],
  async run({ server, second: another, visitor }) {
    const second = await another();
    const person = newPerson();
    const onA = await visitor({ server }).signUp(person);
    const onB = onA.thief().at(second.origin);
    await assertSignedIn(onB, person, "on B after login on A");
    await onA.logout();
    await assertSignedOut(onB, "on B after logout on A");

    await onB.login(person);
    const back = onB.thief().at(server.origin);
    await assertSignedIn(back, person, "on A after login on B");
    const account = await onB.open("/account");
    await onB.submit(account.form("logout-everywhere"));
    await assertSignedOut(back, "on A after logging out everywhere on B");
  },
};
