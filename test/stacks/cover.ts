import type { Stack } from "../../src/stack/types.ts";

/**
 * A selection of stacks in which every auth library stands on each of its routers with some stores,
 * and every store stands on each of its routers at least once. What one part does wrong by itself
 * shows here; what only one pair does wrong is for the whole matrix.
 * @param stores how many stores each library gets on each router, where it has as many
 */
export function cover(stacks: readonly Stack[], stores = 2): Stack[] {
  const uses = new Map<string, number>();
  const used = ({ store, router }: Stack) => uses.get(`${store} ${router}`) ?? 0;
  const chosen = new Set<Stack>();
  const choose = (stack: Stack | undefined) => {
    if (!stack || chosen.has(stack)) return;
    chosen.add(stack);
    uses.set(`${stack.store} ${stack.router}`, used(stack) + 1);
  };
  const groups = new Map<string, Stack[]>();
  for (const stack of stacks) {
    const key = `${stack.auth} ${stack.router}`;
    groups.set(key, [...(groups.get(key) ?? []), stack]);
  }
  for (let round = 0; round < stores; round++) {
    for (const group of groups.values()) {
      const open = group.filter((stack) => !chosen.has(stack));
      choose([...open].sort((a, b) => used(a) - used(b))[0]);
    }
  }
  for (const stack of stacks) if (used(stack) === 0) choose(stack);
  return stacks.filter((stack) => chosen.has(stack));
}
