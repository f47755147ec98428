import { createServer } from "node:http";
import { Redis } from "ioredis";
import { freePort } from "../app/ports.ts";
import { redis } from "./redis.ts";
import { openRelay } from "./relay.ts";
import type { StoreAdapter } from "./store.ts";

const token = "Up-5f0e8b6d13c7492a";

/** The redis adapter with a door of HTTP before it, which is all that the application is told of. */
export const upstash: StoreAdapter = {
  id: "upstash",
  async open(directory) {
    const behind = await redis.open(directory);
    const { REDIS_URL = "", ...env } = behind.env;
    const server = await openRestServer(REDIS_URL);
    const relay = await openRelay(server.port);
    const at = (port: number) => ({ UPSTASH_REDIS_REST_URL: `http://127.0.0.1:${port}` });
    const stopped = Array.isArray(behind.outage) ? behind.outage.slice(0, 1) : [];
    return {
      ...behind,
      env: { ...env, ...at(server.port), UPSTASH_REDIS_REST_TOKEN: token },
      secrets: [...behind.secrets, token],
      outage: [
        ...stopped,
        {
          name: "Upstash silent",
          env: at(relay.port),
          begin: async () => relay.freeze(),
          end: async () => relay.thaw(),
        },
      ],
      async close() {
        relay.close();
        server.close();
        await behind.close();
      },
    };
  },
};

type Answer = { result: unknown } | { error: string };

/**
 * The REST protocol of Upstash before a Redis: a command is a JSON array, posted with a bearer token;
 * `/pipeline` and `/multi-exec` take arrays of commands. Strings are answered in base64 where the
 * client asks for it.
 */
export async function openRestServer(url: string) {
  const connection = new Redis(url, { maxRetriesPerRequest: 0, commandTimeout: 1_000 });
  connection.on("error", () => {});
  const run = async ([name = "", ...args]: string[]): Promise<Answer> => {
    try {
      return { result: asSent(await connection.call(name, ...args.map(String))) };
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) };
    }
  };
  const runAll = async (commands: string[][]): Promise<Answer[]> => {
    const answers: Answer[] = [];
    for (const command of commands) answers.push(await run(command));
    return answers;
  };
  const transact = async (commands: string[][]): Promise<Answer[] | Answer> => {
    const begun = await run(["MULTI"]);
    if ("error" in begun) return begun;
    await runAll(commands);
    const ended = await run(["EXEC"]);
    if ("error" in ended) return ended;
    return (ended.result as unknown[]).map((result) => ({ result }));
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", async () => {
      const send = (status: number, body: unknown) => {
        response.writeHead(status, { "content-type": "application/json" });
        response.end(JSON.stringify(body));
      };
      if (request.headers.authorization !== `Bearer ${token}`) {
        return send(401, { error: "Unauthorized" });
      }
      const body = JSON.parse(Buffer.concat(chunks).toString("utf8"));
      const { pathname } = new URL(request.url ?? "/", "http://localhost");
      const answer =
        pathname === "/pipeline"
          ? await runAll(body)
          : pathname === "/multi-exec"
            ? await transact(body)
            : await run(body);
      const failed = !Array.isArray(answer) && "error" in answer;
      const base64 = request.headers["upstash-encoding"] === "base64";
      send(failed ? 400 : 200, base64 ? inBase64(answer) : answer);
    });
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    port,
    close() {
      server.close();
      server.closeAllConnections();
      connection.disconnect();
    },
  };
}

/** ioredis makes an object of a hash; Redis and Upstash send its names and values as a list. */
function asSent(result: unknown): unknown {
  const isHash = typeof result === "object" && result !== null && !Array.isArray(result);
  return isHash ? Object.entries(result).flat() : result;
}

/** Every string of a result, however deep; errors and "OK" stay as they are. */
function inBase64(answer: Answer | Answer[]): unknown {
  if (Array.isArray(answer)) return answer.map((one) => inBase64(one));
  return "error" in answer ? answer : { result: encoded(answer.result) };
}

function encoded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(encoded);
  if (typeof value !== "string" || value === "OK") return value;
  return Buffer.from(value).toString("base64");
}
