import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What a process cost. */
export interface Cost {
  /** Seconds. */
  readonly wall: number;
  /** Seconds of user and system time, all threads. */
  readonly cpu: number;
  /** The most memory it held, in MB. */
  readonly rss: number;
}

export interface Measured {
  readonly words: readonly string[];
  readonly environment?: { readonly [name: string]: string };
  /** Time alone is measured, with nothing loaded for the measurement. */
  readonly isBare?: true;
}

const preload = join(import.meta.dirname, "usage.mjs");
const folder = mkdtempSync(join(tmpdir(), "trailwarden-bench-"));

/** Runs the programs in turn, so that trouble on the machine meets all alike; the best of each counts. */
export async function measure<Name extends string>(
  programs: { readonly [name in Name]: Measured },
  rounds: number,
): Promise<{ readonly [name in Name]: Cost }> {
  const best = new Map<string, Cost>();
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, program] of Object.entries<Measured>(programs)) {
      const cost = await runOnce(program);
      const before = best.get(name) ?? cost;
      best.set(name, {
        wall: Math.min(before.wall, cost.wall),
        cpu: Math.min(before.cpu, cost.cpu),
        rss: Math.max(before.rss, cost.rss),
      });
    }
  }
  return Object.fromEntries(best) as { readonly [name in Name]: Cost };
}

/** A Node process with these words; whatever it exits with, it must not crash. */
export async function runOnce({ words, environment = {}, isBare }: Measured): Promise<Cost> {
  const usage = join(folder, "usage.json");
  const started = performance.now();
  const child = spawn(process.execPath, isBare ? words : ["--import", preload, ...words], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...ownEnvironment(), BENCH_USAGE: usage, ...environment },
  });
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  const wall = (performance.now() - started) / 1000;
  if (exitCode === null || exitCode > 3)
    throw new Error(`${words.join(" ")} ended with ${exitCode}`);
  if (isBare) return { wall, cpu: 0, rss: 0 };
  return { wall, ...(JSON.parse(readFileSync(usage, "utf8")) as Omit<Cost, "wall">) };
}

/** This process's environment without what npm and AWS tools put there. */
const ownEnvironment = () =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(AWS|npm)_/.test(name)));
