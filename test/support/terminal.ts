import { execa } from "execa";

export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/**
 * A terminal with a real pseudo-terminal behind it (tmux), to drive a command as a person would and
 * to read its screen. Needs `tmux` on PATH.
 */
export class Terminal {
  readonly #socket: string;

  private constructor(socket: string) {
    this.#socket = socket;
  }

  /** Opens a terminal of the given size with a shell in `cwd`; `close` it afterwards. */
  static async open(cwd: string, { columns, rows }: TerminalSize): Promise<Terminal> {
    const terminal = new Terminal(`pictures-${process.pid}-${Date.now()}`);
    const size = ["-x", String(columns), "-y", String(rows)];
    const shell = "env PS1='$ ' TERM=xterm-256color COLORTERM= bash --norc --noprofile";
    await terminal.#tmux("new-session", "-d", ...size, "-c", cwd, shell);
    await terminal.#tmux("set-option", "-g", "status", "off");
    return terminal;
  }

  /** Types text as it stands; key names such as `Enter` and `Down` go to {@link press}. */
  async type(text: string): Promise<void> {
    await this.#tmux("send-keys", "-l", text);
  }

  /** Presses keys by their tmux names: Enter, Up, Down, Escape, C-c. */
  async press(...keys: string[]): Promise<void> {
    await this.#tmux("send-keys", ...keys);
  }

  /** The screen as text, with ANSI colours where asked for. */
  async screen(options: { colours?: boolean } = {}): Promise<string> {
    const flags = options.colours ? ["-e"] : [];
    return (await this.#tmux("capture-pane", "-p", ...flags)).trimEnd();
  }

  /**
   * Waits until the screen shows `text`.
   * @param timeout milliseconds
   * @throws Error with the screen as it was when the time ran out
   */
  async waitFor(text: string | RegExp, timeout = 30_000): Promise<void> {
    const end = Date.now() + timeout;
    while (Date.now() < end) {
      const screen = await this.screen();
      if (typeof text === "string" ? screen.includes(text) : text.test(screen)) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`The terminal never showed ${text}:\n${await this.screen()}`);
  }

  async close(): Promise<void> {
    await this.#tmux("kill-server");
  }

  async #tmux(...args: string[]): Promise<string> {
    const { stdout } = await execa("tmux", ["-L", this.#socket, "-f", "/dev/null", ...args]);
    return stdout;
  }
}
