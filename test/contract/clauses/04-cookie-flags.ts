import assert from "node:assert/strict";
import type { ClauseCheck } from "../clause.ts";
import { parseSetCookie } from "../driver/jar.ts";

const longest = 400 * 24 * 60 * 60; // seconds; browsers keep no cookie for longer (RFC 6265bis)

export const cookieFlags: ClauseCheck = {
  clause: 4,
  title: "the session cookie is HttpOnly, SameSite, Secure, prefixed, expires and is small",
  needs: [],
  async run({ visitor, demo }) {
    const person = visitor();
    const { setCookies } = await person.login(demo.user);
    const names = (await person.sessionCookies()).map(([name]) => name);
    assert(names.length > 0, "login sets a session cookie");
    const cookies = setCookies.map(parseSetCookie).filter(({ name }) => names.includes(name));
    assert.equal(cookies.length, names.length, "each is set once, by the answer to the login");
    for (const { name, value, attributes } of cookies) {
      assert(attributes.has("httponly"), `${name} is HttpOnly`);
      assert.match(attributes.get("samesite") ?? "", /^(lax|strict)$/i, `${name} is SameSite`);
      assert.equal(attributes.get("path"), "/", `${name} has Path=/`);
      assert(attributes.has("secure"), `${name} is Secure`);
      assert.match(name, /^__(Host|Secure)-/, `${name} has a prefix`);
      if (name.startsWith("__Host-")) assert(!attributes.has("domain"), `${name} has no Domain`);
      const expires = attributes.get("expires");
      const age = Number(
        attributes.get("max-age") ?? (Date.parse(expires ?? "") - Date.now()) / 1000,
      );
      assert(age > 0 && age <= longest, `${name} expires in ${age} s`);
      assert(name.length + value.length < 4096, `${name} is under 4 KB`);
    }
  },
};
