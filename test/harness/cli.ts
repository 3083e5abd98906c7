import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Ran {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly environment?: { readonly [name: string]: string };
  readonly cwd?: string;
  /** Sends a signal once something has happened. */
  readonly interrupt?: { readonly when: () => boolean; readonly signal: NodeJS.Signals };
}

/** The built command line. */
export const main = join(import.meta.dirname, "../../dist/main.js");

/** Runs the built command line as a user's shell would, with nothing of ours in its environment. */
export function runCli(words: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const child = spawn(process.execPath, [main, ...words], {
    cwd: options.cwd ?? tmpdir(),
    env: { PATH: process.env["PATH"] ?? "", ...options.environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const watch = setInterval(() => {
    if (options.interrupt?.when()) {
      child.kill(options.interrupt.signal);
      clearInterval(watch);
    }
  }, 5);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (exitCode) => {
      clearInterval(watch);
      resolve({ exitCode, stdout, stderr });
    });
  });
}

/** An empty folder of the test's own. */
export const emptyFolder = (): string => mkdtempSync(join(tmpdir(), "trailwarden-test-"));
