import path from "node:path";
import { send } from "../driver/http.ts";
import { Child, until } from "./child.ts";
import { freePort } from "./ports.ts";

const preloadFolder = path.join(import.meta.dirname, "../preload");

export interface Launch {
  /** Arguments of Node for a server on that port. */
  readonly args: (port: number) => readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Names of files in preload/, without their ending. */
  readonly preloads?: readonly string[];
  /** Path of the executable. */
  readonly node?: string;
}

/** One running instance of the application under test. */
export class AppServer {
  readonly origin: string;
  readonly child: Child;
  readonly #waiting = new Map<number, (answer: { result?: unknown; error?: string }) => void>();
  #questions = 0;

  constructor(launch: Launch, port: number) {
    this.origin = `http://localhost:${port}`;
    const preloads = ["control", ...(launch.preloads ?? [])]
      .map((name) => `--require ${JSON.stringify(path.join(preloadFolder, `${name}.cjs`))}`)
      .join(" ");
    this.child = new Child(launch.node ?? process.execPath, launch.args(port), {
      cwd: launch.cwd,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      env: { ...serverEnv(), ...launch.env, NODE_OPTIONS: preloads, PORT: String(port) },
    });
    this.child.process.on(
      "message",
      (message: { id: number; result?: unknown; error?: string }) => {
        this.#waiting.get(message.id)?.(message);
      },
    );
  }

  /**
   * Starts an instance and waits until it answers.
   * @throws Error with its output when it ends instead
   */
  static async start(launch: Launch): Promise<AppServer> {
    const server = AppServer.spawn(launch, await freePort());
    await until(server.child, "the application", () => server.answers());
    return server;
  }

  /** Starts an instance without waiting for it. */
  static spawn(launch: Launch, port: number): AppServer {
    return new AppServer(launch, port);
  }

  async answers(): Promise<boolean> {
    const reply = await send(new URL("/login", this.origin)).catch(() => undefined);
    return reply !== undefined;
  }

  /**
   * Asks one of the preloads in the server.
   * @throws Error when the preload failed, the server has ended, or is silent for 5 s
   */
  ask<Answer>(topic: string, payload?: unknown): Promise<Answer> {
    this.#questions += 1;
    const id = this.#questions;
    return new Promise<Answer>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no answer to ${topic}`)), 5_000);
      this.#waiting.set(id, ({ result, error }) => {
        clearTimeout(timer);
        this.#waiting.delete(id);
        if (error === undefined) resolve(result as Answer);
        else reject(new Error(error));
      });
      this.child.process.send({ contract: topic, payload, id }, (error) => error && reject(error));
    });
  }

  /** Everything it wrote to stdout and stderr. */
  get log(): string {
    return this.child.output;
  }

  async stop(): Promise<void> {
    await this.child.stop();
  }
}

/** The environment of a bare machine: nothing of ours may decide how the application behaves. */
function serverEnv(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, LANG, SystemRoot } = process.env;
  return {
    PATH,
    HOME,
    TMPDIR,
    LANG,
    ...(SystemRoot ? { SystemRoot } : {}),
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
  };
}
