import { execFile } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { expect, test } from "vitest";
import { emptyFolder, main } from "../harness/cli.ts";

const guide = readFileSync(join(import.meta.dirname, "../../docs/writing-policies.md"), "utf8");

/** A command of the guide, and what it shows; nothing where the guide leaves that out. */
interface Step {
  readonly command: string;
  readonly output?: string;
}

/** Blocks of `sh` are run, blocks of `console` hold commands behind `$ ` with what they print. */
const steps = [...guide.matchAll(/^```(sh|console)\n([\s\S]*?)^```$/gm)].flatMap(
  ([, kind, block = ""]): Step[] => (kind === "sh" ? [{ command: block }] : shownSteps(block)),
);

function shownSteps(block: string): Step[] {
  const parts = block.split(/^\$ /m).slice(1);
  return parts.map((part) => {
    const end = part.indexOf("\n");
    return { command: part.slice(0, end), output: part.slice(end + 1) };
  });
}

/** On a line of its own, `…` stands for any lines. */
function asPattern(output: string): RegExp {
  const parts = output.split("…\n").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("(?:.*\\n)*")}$`);
}

const folder = emptyFolder();

function shell(command: string): Promise<string> {
  const path = [join(folder, "bin"), dirname(process.execPath), process.env["PATH"]];
  const env = { HOME: folder, PATH: path.join(delimiter) };
  return new Promise((resolve) => {
    execFile("sh", ["-c", `{ ${command}\n} 2>&1`], { cwd: folder, env }, (_, stdout) =>
      resolve(stdout),
    );
  });
}

test("the guide to a first policy does what it shows, from its first line to its last", async () => {
  mkdirSync(join(folder, "bin"));
  const script = join(folder, "bin/trailwarden");
  writeFileSync(script, `#!/bin/sh\nexec node "${main}" "$@"\n`);
  chmodSync(script, 0o755);
  expect(steps.length).toBeGreaterThan(10);
  for (const { command, output } of steps) {
    const shown = await shell(command);
    if (output === undefined) expect(shown, command).not.toMatch(/bug|not found/);
    else expect(shown, command).toMatch(asPattern(output));
  }
});
