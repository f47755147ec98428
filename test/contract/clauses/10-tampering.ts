import assert from "node:assert/strict";
import fc from "fast-check";
import type { ClauseCheck } from "../clause.ts";
import { newPerson } from "../driver/person.ts";
import { assertSignedIn, isRedirect } from "./shared.ts";

const runs = 220;
const pages = 40;

export const tampering: ClauseCheck = {
  clause: 10,
  title: "a tampered, truncated, garbage, oversized or mixed cookie is no session and no error",
  needs: [],
  async run({ visitor, auth }) {
    const [ada, ben] = [newPerson("Ada Example"), newPerson("Ben Example")];
    const hers = await visitor().signUp(ada);
    const his = await visitor().signUp(ben);
    const cookies = await hers.sessionCookies();
    const others = await his.sessionCookies();
    const probe = visitor();
    let asked = 0;

    for (const [at, [name, value]] of cookies.entries()) {
      const genuine = new Set([value, others[at]?.[1] ?? ""].map(asRead));
      const property = fc.asyncProperty(
        mutations(value, others[at]?.[1] ?? value),
        async (mutated) => {
          fc.pre(!genuine.has(asRead(mutated)));
          asked += 1;
          const beside = hers.jar.entries().filter(([other]) => other !== name);
          const rest = beside.map(([n, v]) => `${n}=${v}; `);
          const headers = { cookie: `${rest.join("")}${name}=${mutated}` };
          const program = { ...headers, ...auth.programHeaders };
          const json = await probe.request("/api/me", { headers: program });
          // 431 and 400 are Node's own answers to a header that is too large or not allowed.
          assert([401, 400, 431].includes(json.status), `the JSON route answered ${json.status}`);
          assert(!json.text.includes("@people.example"), "somebody's data was shown");
          if (asked % Math.ceil(runs / pages) !== 0) return;
          const page = await probe.request("/dashboard", { headers });
          assert(
            isRedirect(page) || page.status === 431 || page.status === 400,
            `page: ${page.status}`,
          );
          assert(!page.text.includes("@people.example"), "somebody's data was shown");
        },
      );
      // A fixed seed: the same mutations for every stack, and a failure can be repeated.
      await fc.assert(property, {
        numRuns: runs,
        seed: 20_260_000 + at,
        endOnFailure: true,
        includeErrorInReport: true,
      });
    }
    assert(asked >= 200, `${asked} mutations were tried`);
    await assertSignedIn(hers, ada, "after all the tampering");
    await assertSignedIn(his, ben, "after all the tampering");
  },
};

/** What a cookie parser makes of a value: these differences are no tampering. */
function asRead(value: string): string {
  const text = (value.split(";")[0] ?? "").trim().replace(/^"(.*)"$/, "$1");
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function mutations(value: string, other: string): fc.Arbitrary<string> {
  const place = fc.nat({ max: Math.max(value.length - 1, 0) });
  const character = fc.constantFrom(..."AZaz09-_.~%+/=!#$&'()*<>?@[]^`{|}\u00e9\u00ff\t ");
  const latin = fc.string({ unit: character, maxLength: 80 });
  return fc.oneof(
    fc.tuple(place, character).map(([at, c]) => value.slice(0, at) + c + value.slice(at + 1)),
    fc.tuple(place, character).map(([at, c]) => value.slice(0, at) + c + value.slice(at)),
    place.map((at) => value.slice(0, at)),
    place.map((at) => value.slice(at + 1)),
    place.map((at) => value.slice(0, at) + other.slice(at)),
    place.map(
      (at) => value.slice(0, at) + value.slice(at).toUpperCase().split("").reverse().join(""),
    ),
    fc.integer({ min: 1, max: 6 }).map((times) => value.repeat(times) + value.slice(0, 3)),
    fc.constantFrom(4096, 8000, 15_000, 20_000).map((size) => value.padEnd(size, "A")),
    fc.constantFrom(
      "",
      "null",
      "undefined",
      "[object Object]",
      "{}",
      "0",
      "%00",
      "%",
      "%E0%A4%A",
      "__proto__",
      "constructor",
      "..",
      "' or 1=1 --",
      "*",
      "a.b.c",
      "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.",
    ),
    latin,
    latin.map((extra) => value + extra),
  );
}
