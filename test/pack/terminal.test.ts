import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { catalogue } from "../../src/stack/catalogue.ts";
import { builtCommand } from "../support/built.ts";
import { Terminal } from "../support/terminal.ts";

/** The questions, asked on a real terminal and answered with real keys. */
let command: string;
let folder: string;
let terminal: Terminal;

beforeAll(async () => {
  command = await builtCommand();
});
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "create-session-app-terminal-"));
  terminal = await Terminal.open(folder, { columns: 100, rows: 40 });
});
afterEach(async () => {
  await terminal.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Types the command into the shell, and lets the shell say how it ended. */
async function start(args: string): Promise<void> {
  await terminal.type(`env -u CI node ${command} ${args}; echo "exit $?"`);
  await terminal.press("Enter");
}

/** Waits for a question, which is asked when its line begins with a question mark. */
const question = (message: string) => terminal.waitFor(new RegExp(`^\\? ${message}`, "m"));

describe("the questions", () => {
  test("lead to a project, with Enter for whatever is proposed", async () => {
    await start("--no-install --no-git");
    await question("Where should it go");
    await terminal.type("shop");
    await terminal.press("Enter");
    await question("Which router");
    await terminal.press("Enter");
    await question("How are sessions made");
    await terminal.press("Enter");
    await question("Where are they kept");
    const memory = catalogue.stores.findIndex(({ id }) => id === "memory");
    await terminal.press(...Array<string>(memory).fill("Down"), "Enter");
    await question("Anything on top");
    await terminal.press("Enter");
    await question("In which language");
    await terminal.press("Enter");
    await question("Which package manager");
    await terminal.press("Enter");
    await terminal.waitFor("exit 0");
    expect(await terminal.screen()).toContain("App Router · Server session · Memory");
    const manifest = JSON.parse(readFileSync(path.join(folder, "shop/package.json"), "utf8"));
    expect(manifest.name).toBe("shop");
    expect(manifest.dependencies).not.toHaveProperty("@libsql/client");
  });

  test("show what cannot be chosen with the reason, and do not take it", async () => {
    await start("shop --router app --auth server-session --no-install --no-git");
    await question("Where are they kept");
    const steps = catalogue.stores.findIndex(({ id }) => id === "cookie");
    await terminal.press(...Array<string>(steps).fill("Down"));
    await terminal.waitFor("not possible here");
    expect(await terminal.screen()).toContain("(Server session keeps its sessions on the server,");
    await terminal.press("Enter", ...Array<string>(steps).fill("Up"), "Enter");
    await question("Anything on top");
    expect(await terminal.screen()).toContain("✔ Where are they kept? › SQLite");
  });

  test("refuse a folder that is not empty while it is typed", async () => {
    await start("--no-install --no-git");
    await question("Where should it go");
    await terminal.type(path.dirname(folder));
    await terminal.press("Enter");
    await terminal.waitFor("is not empty; choose another folder");
  });

  test.each([
    ["Ctrl-C", "C-c"],
    ["Esc", "Escape"],
  ])("%s leaves them with 130, the cursor and an untouched folder", async (_, key) => {
    await start("shop");
    await question("Which router");
    await terminal.press(key);
    await terminal.waitFor("exit 130");
    expect(await terminal.screen()).toContain("✖ Stopped. Nothing was written.");
    expect(readdirSync(folder)).toEqual([]);
    await terminal.type("echo still here");
    await terminal.press("Enter");
    await terminal.waitFor(/^still here$/m);
  });

  test("end with 130 when another process interrupts", async () => {
    await terminal.type(
      `sh -c 'echo $$ > pid; exec env -u CI node ${command} shop'; echo "exit $?"`,
    );
    await terminal.press("Enter");
    await question("Which router");
    process.kill(Number(readFileSync(path.join(folder, "pid"), "utf8")), "SIGINT");
    await terminal.waitFor("exit 130");
    expect(readdirSync(folder)).toEqual(["pid"]);
  });
});
