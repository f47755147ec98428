import { expect, test } from "vitest";
import { together } from "../../templates/part/together/shared/lib/store/together.ts";

// One question for what is asked in one turn of the event loop, and never an answer from before.

/** A server that holds what `records` holds when it is asked, and what it was asked. */
function server(records: Record<string, string>) {
  const questions: string[][] = [];
  const read = together(async (keys) => {
    questions.push(keys);
    if (keys.includes("down")) throw new Error("no answer");
    const held = keys.flatMap((key) =>
      key in records ? [[key, records[key] ?? ""] as const] : [],
    );
    return new Map(held);
  });
  return { questions, read };
}

test("what is asked in one turn is one question, and each gets its own answer", async () => {
  const { questions, read } = server({ a: "A", b: "B" });
  const answers = await Promise.all([read("a"), read("b"), read("missing"), read("a")]);
  expect(answers).toEqual(["A", "B", null, "A"]);
  expect(questions).toEqual([["a", "b", "missing"]]);
});

test("who asks while a question is on its way asks anew", async () => {
  const records: Record<string, string> = { a: "A" };
  let answerFirst = () => {};
  const questions: string[][] = [];
  const read = together<string>(async (keys) => {
    questions.push(keys);
    const held = new Map(Object.entries(records));
    if (questions.length === 1) await new Promise<void>((resolve) => (answerFirst = resolve));
    return held;
  });
  const first = read("a");
  await expect.poll(() => questions.length).toBe(1);
  delete records.a; // logged out, after the server had answered and before the answer was here
  expect(await read("a")).toBeNull();
  answerFirst();
  expect(await first).toBe("A");
});

test("no question holds more than 32 keys", async () => {
  const { questions, read } = server({});
  await Promise.all(Array.from({ length: 70 }, (_, index) => read(`${index}`)));
  expect(questions.map((keys) => keys.length)).toEqual([32, 32, 6]);
});

test("a failure is told to everyone who shared the question, and to nobody after", async () => {
  const { read } = server({ a: "A" });
  const shared = await Promise.allSettled([read("a"), read("down")]);
  expect(shared.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(await read("a")).toBe("A");
});
