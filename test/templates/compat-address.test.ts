import { describe, expect, test } from "vitest";
import { addressOf, type Place, pathOf, queryOf } from "../../templates/compat/address.ts";

const place: Place = {
  pattern: "/posts/[id]",
  pathname: "/posts/a%2Fb",
  search: "tag=x&tag=y&id=no",
  params: { id: "a%2Fb", rest: ["c%20d", "e"], none: undefined },
};

test("the query of a page has the params over it, decoded, and repeated names as lists", () => {
  expect(queryOf(place)).toEqual({ tag: ["x", "y"], id: "a/b", rest: ["c d", "e"] });
  expect(pathOf(place)).toBe("/posts/a%2Fb?tag=x&tag=y&id=no");
  expect(pathOf({ ...place, search: "" })).toBe("/posts/a%2Fb");
});

describe("where push leads", () => {
  test.each([
    ["/about#us", "/about#us"],
    ["/about?a=1", "/about?a=1"],
    ["?a=1", "/posts/a%2Fb?a=1"],
    ["#here", "/posts/a%2Fb?tag=x&tag=y&id=no#here"],
    ["https://example.org/x", "https://example.org/x"],
    ["https://own.example/x?y=1", "/x?y=1"],
    ["/posts/[id]?id=7&page=2", "/posts/7?page=2"],
    ["/posts/[id]", "/posts/a%2Fb"],
    ["/docs/[...rest]?rest=a&rest=b%20c", "/docs/a/b%20c"],
    ["/shop/[[...path]]", "/shop"],
  ])("%s", (url, address) => {
    expect(addressOf(url, place, "https://own.example")).toBe(address);
  });

  test.each([
    [
      { pathname: "/about", query: { a: "1 2", b: [3, 4], c: undefined } },
      "/about?a=1+2&b=3&b=4&c=",
    ],
    [{ pathname: "/posts/[id]", query: { id: "x/y", page: 2 } }, "/posts/x%2Fy?page=2"],
    [{ query: { id: "9", page: "2" } }, "/posts/9?page=2"],
    [{ pathname: "/about", search: "?q=1", hash: "top" }, "/about?q=1#top"],
    [{ pathname: "/about", query: "q=1" }, "/about?q=1"],
    [{ protocol: "https", host: "example.org", pathname: "/x" }, "https://example.org/x"],
  ])("%j", (url, address) => {
    expect(addressOf(url, place, "https://own.example")).toBe(address);
  });
});
