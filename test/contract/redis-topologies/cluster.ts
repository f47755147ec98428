import { freePort } from "../app/ports.ts";
import { call, eventually, isLinked, type Node, startNode } from "./node.ts";
import type { Topology } from "./topology.ts";

const slots = 16_384;
const primaryCount = 3;
const nodeTimeout = 2_000; // ms without an answer after which a node counts as failed

/** Three primaries with a replica each; the one that keeps a session's key can be killed. */
export async function openCluster(directory: string, password: string): Promise<Topology> {
  const nodes: (Node & { readonly bus: number })[] = [];
  for (let count = 0; count < 2 * primaryCount; count++) {
    const bus = await freePort();
    const timing = ["--cluster-node-timeout", `${nodeTimeout}`];
    const settings = ["--cluster-enabled", "yes", "--cluster-port", `${bus}`, ...timing];
    nodes.push({ ...(await startNode(directory, password, settings)), bus });
  }
  const on = ({ port }: Node) => ({ port, password });
  const primaries = nodes.slice(0, primaryCount);
  const [first] = nodes;
  if (!first) throw new Error("the cluster has no nodes");
  for (const [index, node] of primaries.entries()) {
    const from = Math.round((slots / primaryCount) * index);
    const to = Math.round((slots / primaryCount) * (index + 1)) - 1;
    await call(on(node), "cluster", "addslotsrange", from, to);
    await call(on(node), "cluster", "set-config-epoch", index + 1);
  }
  for (const node of nodes.slice(1)) {
    await call(on(first), "cluster", "meet", "127.0.0.1", node.port, node.bus);
  }
  const knows = (count: number) => async (node: Node) =>
    (await call<string>(on(node), "cluster", "nodes")).trim().split("\n").length === count;
  await eventually("all nodes know each other", () => every(nodes, knows(nodes.length)));
  for (const [index, node] of nodes.slice(primaryCount).entries()) {
    const primary = primaries[index];
    if (primary) {
      await call(
        on(node),
        "cluster",
        "replicate",
        await call<string>(on(primary), "cluster", "myid"),
      );
    }
  }
  await eventually("the cluster is whole", async () => {
    const info = await Promise.all(nodes.map((node) => call<string>(on(node), "cluster", "info")));
    return (
      info.every((text) => text.includes("cluster_state:ok")) &&
      (await every(nodes.slice(primaryCount), (node) => isLinked(node, password)))
    );
  });
  const hosts = primaries.map(({ port }) => `127.0.0.1:${port}`).join(",");
  return {
    url: `redis+cluster://:${password}@${hosts}`,
    async killPrimary(key) {
      const slot = await call<number>(on(first), "cluster", "keyslot", key);
      const index = Math.floor(slot / (slots / primaryCount));
      await primaries[Math.min(index, primaryCount - 1)]?.child.stop("SIGKILL");
    },
    async keys(pattern) {
      const found = await Promise.all(
        primaries.map((node) => call<string[]>(on(node), "keys", pattern)),
      );
      return found.flat();
    },
    async close() {
      await Promise.all(nodes.map(({ child }) => child.stop("SIGKILL")));
    },
  };
}

async function every<Item>(items: readonly Item[], test: (item: Item) => Promise<boolean>) {
  return (await Promise.all(items.map(test))).every(Boolean);
}
