import { freePort } from "./ports.ts";
import { AppServer, type Launch } from "./server.ts";
import type { AppUnderTest, BuildReport, Refusal, StartOptions } from "./under-test.ts";

const patience = 15_000; // ms in which a server must have refused to start

export interface LaunchedAppOptions {
  readonly build: BuildReport;
  /** The environment of every instance. */
  readonly env: Readonly<Record<string, string>>;
  readonly preloads: readonly string[];
  /** How an instance is started; what it adds to the environment comes last. */
  readonly launch: (options: StartOptions) => Launch | Promise<Launch>;
  readonly dispose?: () => Promise<void>;
}

/** An application whose instances are processes of Node. */
export class LaunchedApp implements AppUnderTest {
  readonly #options: LaunchedAppOptions;

  constructor(options: LaunchedAppOptions) {
    this.#options = options;
  }

  get build(): BuildReport {
    return this.#options.build;
  }

  async start(options: StartOptions = {}): Promise<AppServer> {
    return AppServer.start(await this.#launch(options));
  }

  async refusal(options: StartOptions): Promise<Refusal> {
    const server = AppServer.spawn(await this.#launch(options), await freePort());
    const deadline = Date.now() + patience;
    while (!server.child.ended && Date.now() < deadline && !(await server.answers())) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const exit = server.child.ended;
    await server.stop();
    return { exit, output: server.log };
  }

  async dispose(): Promise<void> {
    await this.#options.dispose?.();
  }

  async #launch(options: StartOptions): Promise<Launch> {
    const launch = await this.#options.launch(options);
    const wished = { ...this.#options.env, ...launch.env, ...options.env };
    const env: Record<string, string> = {};
    for (const [name, value] of Object.entries(wished)) if (value !== undefined) env[name] = value;
    const hashing = options.slowPasswords ? [] : ["quick-passwords"];
    const preloads = [...this.#options.preloads, ...hashing];
    return { ...launch, env, preloads, node: options.node ?? process.execPath };
  }
}
