import type { StoreEntry } from "../types.ts";

export const memory: StoreEntry = {
  id: "memory",
  name: "Memory",
  hint: "nothing to install: prototypes and tests, sessions end with the process",
  kind: "server",
  shared: false,
  limits: [
    { clause: 11, reason: "The sessions live in the process and end with it." },
    { clause: 12, reason: "Each instance has a memory of its own." },
  ],
};
