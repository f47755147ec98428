import { expect, test } from "vitest";
import { CookieJar, isDeletion, parseSetCookie } from "./jar.ts";

test("a cookie is kept, replaced and deleted as a browser does it", () => {
  const jar = new CookieJar();
  jar.receive(["__Host-session=a=b; Path=/; Secure; HttpOnly", "theme=dark"]);
  expect(jar.header()).toBe("__Host-session=a=b; theme=dark");
  const thief = jar.copy();
  jar.receive([
    "__Host-session=; Path=/; Max-Age=0",
    "theme=light; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
  ]);
  expect(jar.header()).toBeUndefined();
  expect(thief.get("__Host-session")).toBe("a=b");
});

test("attributes are read whatever their case, and Max-Age goes before Expires", () => {
  const cookie = parseSetCookie(
    "id=1; SAMESITE=Lax; max-age=60; expires=Thu, 01 Jan 1970 00:00:00 GMT",
  );
  expect(cookie.attributes.get("samesite")).toBe("Lax");
  expect(isDeletion(cookie)).toBe(false);
});
