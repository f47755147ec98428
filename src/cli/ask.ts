import prompts, { type PromptObject } from "prompts";
import { Interrupted } from "./errors.ts";

export interface Choice {
  readonly value: string;
  readonly title: string;
  /** Shown beside the choice that the cursor is on. */
  readonly description?: string;
  /** Why it cannot be chosen; it is shown, greyed. */
  readonly unfit?: string;
  /** Whether it is chosen to begin with, where several can be. */
  readonly chosen?: boolean;
}

/** The kinds of questions. Each of them throws Interrupted on Ctrl-C and Esc. */
export interface Asker {
  /** @param validate says what is wrong with a text, or nothing */
  text(question: {
    message: string;
    initial: string;
    validate: (text: string) => string | undefined;
  }): Promise<string>;
  select(question: { message: string; choices: readonly Choice[] }): Promise<string>;
  /** Any number of the choices, none included. */
  several(question: { message: string; choices: readonly Choice[] }): Promise<readonly string[]>;
  confirm(question: { message: string; initial: boolean }): Promise<boolean>;
}

/**
 * Asks on the terminal with `prompts`. Questions go to stderr, so that stdout carries nothing but
 * the result.
 */
export function terminalAsker(signal: AbortSignal): Asker {
  const ask = async <Value>(question: PromptObject<"answer">): Promise<Value> => {
    // prompts knows keys only: a signal that no key made becomes the key that cancels.
    const cancel = () => process.stdin.emit("keypress", "", { name: "c", ctrl: true });
    signal.addEventListener("abort", cancel, { once: true });
    try {
      const { answer } = await prompts({ ...question, name: "answer", stdout: process.stderr });
      if (answer === undefined) throw new Interrupted("Stopped. Nothing was written.");
      return answer;
    } finally {
      signal.removeEventListener("abort", cancel);
    }
  };
  return {
    text: ({ message, initial, validate }) =>
      ask({
        name: "answer",
        type: "text",
        message,
        initial,
        validate: (text: string) => validate(text) ?? true,
      }),
    select: ({ message, choices }) =>
      ask({
        name: "answer",
        type: "select",
        message,
        choices: choices.map(selectChoice),
        initial: Math.max(
          0,
          choices.findIndex(({ unfit }) => unfit === undefined),
        ),
        hint: "arrows to choose, Enter to take",
        warn: "not possible here",
      }),
    several: ({ message, choices }) =>
      ask({
        name: "answer",
        type: "multiselect",
        message,
        choices: choices.map(selectChoice),
        instructions: false,
        hint: "Space to choose, Enter to go on",
        warn: "not possible here",
      }),
    confirm: ({ message, initial }) => ask({ name: "answer", type: "confirm", message, initial }),
  };
}

function selectChoice({ value, title, description, unfit, chosen = false }: Choice) {
  if (unfit === undefined) {
    return { value, title, selected: chosen, ...(description && { description }) };
  }
  return { value, title: `${title} (${unfit.replace(/\.$/, "")})`, disabled: true };
}
