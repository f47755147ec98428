import assert from "node:assert/strict";
import type { ClauseCheck } from "../clause.ts";
import { credentials, newPerson } from "../driver/person.ts";
import { appearsIn, decodings, entropyBits } from "./entropy.ts";

const samples = 24;

export const opaqueId: ClauseCheck = {
  clause: 5,
  title: "the cookie tells nothing, cannot be guessed, and is not stored as it is",
  needs: [],
  async run({ visitor, store, server }) {
    const person = newPerson("Zacharias Quibble");
    const first = await visitor().signUp(person);
    const id = (await first.me()).user?.id ?? "";
    const cookies = await first.sessionCookies();
    for (const readable of cookies.flatMap(([, value]) => decodings(value))) {
      for (const personal of [person.email, "zacharias", "quibble", id, person.password]) {
        if (personal.length < 6) continue;
        assert(
          !readable.toLowerCase().includes(personal.toLowerCase()),
          `the cookie holds ${personal}`,
        );
      }
    }
    const names = cookies.map(([name]) => name);
    const form = (await visitor().open("/login")).form("login");
    const values: string[] = [];
    for (let count = 0; count < samples; count++) {
      const again = visitor();
      await again.submit(form, credentials(person));
      values.push(names.map((name) => again.jar.get(name) ?? "").join(""));
    }
    assert.equal(new Set(values).size, samples, "no id comes twice");
    const bits = entropyBits(values);
    assert(bits >= 128, `ids have at least 128 bits: measured ${bits.toFixed(0)}`);

    const bytes = await store.dump(server);
    assert(bytes.includes(person.email), "the search sees what the store keeps");
    for (const value of values) assert(!appearsIn(bytes, value), "the store keeps the id as it is");
    assert(!appearsIn(bytes, person.password), "the store keeps the password as it is");
  },
};
