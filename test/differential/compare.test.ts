import { describe, expect, it } from "vitest";
import { compare, faultsOfGuards } from "./harness/compare.ts";
import type { Observation } from "./harness/observe.ts";
import { readPage } from "./harness/read-page.ts";
import type { Sample } from "./harness/sample.ts";
import { table } from "./harness/table.ts";
import { nextAuth } from "./samples/next-auth.ts";

const open: Observation = {
  route: "/shed",
  url: "/shed",
  visitor: "user",
  status: 200,
  aspects: { status: "200", text: "The shed" },
  body: "<main>The <!-- -->shed</main>",
};
const redirect = { status: "307", location: "/login" };
const shut: Observation = { ...open, visitor: "nobody", status: 307, aspects: redirect, body: "" };

const sample: Sample = {
  ...nextAuth,
  routes: {
    "/shed": {
      urls: ["/shed"],
      verdict: "native",
      guard: { opensFor: ["user"], secret: "The shed" },
    },
  },
};

describe("the comparison", () => {
  it("finds nothing between equal runs, in whatever order", () => {
    expect(compare([open, shut], [shut, open])).toEqual([]);
  });

  it("takes 302 and 307 for one answer, but not 307 and 308, and not 307 that was 302", () => {
    const with302 = { ...shut, aspects: { ...redirect, status: "302" } };
    const with308 = { ...shut, aspects: { ...redirect, status: "308" } };
    expect(compare([with302], [shut])).toEqual([]);
    expect(compare([shut], [with308])).toHaveLength(1);
    expect(compare([shut], [with302])).toHaveLength(1);
  });

  it.each([
    ["status", { ...open, aspects: { ...open.aspects, status: "500" } }],
    ["text", { ...open, aspects: { ...open.aspects, text: "The gate" } }],
    ["location", { ...open, aspects: { ...open.aspects, location: "/" } }],
  ])("finds another %s", (aspect, changed) => {
    expect(compare([open, shut], [changed, shut])).toMatchObject([{ url: "/shed", aspect }]);
  });

  it("finds an answer that is missing", () => {
    const found = compare([open, shut], [open]);
    expect(found.map(({ visitor, aspect, after }) => `${visitor} ${aspect} ${after}`)).toEqual([
      "nobody status (nothing)",
      "nobody location (nothing)",
    ]);
  });

  it("leaves the text of a 404 that is drawn in the browser to the browser, and nothing else", () => {
    const missing = { ...open, status: 404, aspects: { status: "404", text: "No such bed" } };
    const drawn = { ...missing, aspects: { status: "404", drawn: "in the browser" } };
    expect(compare([missing], [drawn])).toEqual([]);
    expect(compare([open], [drawn])).not.toEqual([]);
  });

  it("says what differs, where and for whom", () => {
    const lost = { ...shut, aspects: { status: "200" } };
    expect(table(compare([shut], [lost]))).toBe(
      [
        "/shed  as nobody: status",
        "    before  307",
        "    after   200",
        "/shed  as nobody: location",
        "    before  /login",
        "    after   (nothing)",
      ].join("\n"),
    );
  });
});

describe("the check of guards", () => {
  it("is content with a page that opens for some and redirects others", () => {
    expect(faultsOfGuards(sample, [open, shut])).toEqual([]);
  });

  it.each([
    ["lets somebody in", { ...open, visitor: "nobody" }],
    ["keeps a member out", { ...shut, visitor: "user" }],
    ["redirects with the secret in the body", { ...shut, body: open.body }],
    ["fails instead of keeping out", { ...shut, status: 500 }],
    ["shows a member an empty page", { ...open, body: "<main></main>" }],
  ])("reports a page that %s", (_, observation) => {
    expect(faultsOfGuards(sample, [observation])).toHaveLength(1);
  });
});

describe("reading a page", () => {
  it("keeps what can be read, and nothing else", () => {
    const html = `<!doctype html><html lang="en"><head><title>A  shed</title></head><body>
      <div hidden>unseen</div><script>unseen()</script><style>unseen {}</style>
      <p>Plot <!-- -->12,\n <b>bed</b> a</p><p><a href="/gate?a=1&amp;b=2">Gate</a></p></body></html>`;
    expect(readPage(html)).toEqual({
      title: "A shed",
      lang: "en",
      text: "Plot 12, bed a Gate",
      links: ["/gate?a=1&b=2"],
    });
  });
});
