import { readFileSync } from "node:fs";
import { join } from "node:path";
import { accessKeyFor } from "../../src/emulator/access-keys.ts";
import type { Fault } from "../../src/emulator/faults.ts";
import type { EmbeddedAws } from "../../src/emulator/server.ts";
import { environmentFor, type Seed, startEmbeddedAws } from "../../src/emulator/start.ts";
import type { Finding, Status } from "../../src/model/finding.ts";
import type { Result } from "../../src/model/result.ts";
import { emptyFolder, type Ran, runCli } from "./cli.ts";
import { goodAccount } from "./worlds.ts";

/** A result as JSON.parse gives it. */
export type StoredResult = Omit<Result, "findings"> & { readonly findings: readonly Finding[] };

export interface Checked extends Ran {
  readonly result: StoredResult;
  readonly calls: EmbeddedAws["calls"];
}

export interface CheckOptions {
  readonly faults?: readonly Fault[];
  readonly account?: string;
  readonly words?: readonly string[];
  readonly environment?: { readonly [name: string]: string };
}

/** Starts an AWS, lets `use` work with it and the environment that leads there, and stops it. */
export async function withAws<T>(
  seed: Seed,
  { faults = [], account = goodAccount, environment = {} }: CheckOptions,
  use: (environment: { readonly [name: string]: string }, aws: EmbeddedAws) => Promise<T>,
): Promise<T> {
  const aws = await startEmbeddedAws(seed, faults);
  try {
    // Two quick attempts: a test that throttles for ever should not wait for ever.
    const leads = { AWS_MAX_ATTEMPTS: "2", ...environmentFor(aws, accessKeyFor(account)) };
    return await use({ ...leads, ...environment }, aws);
  } finally {
    await aws.close();
  }
}

/** `trailwarden check` against a live AWS. */
export function checkLive(seed: Seed, options: CheckOptions = {}): Promise<Checked> {
  return withAws(seed, options, async (environment, aws) => {
    const file = join(emptyFolder(), "result.json");
    const words = ["check", "--output", `json=${file}`, ...(options.words ?? [])];
    const ran = await runCli(words, { environment });
    return { ...ran, result: readStored(file, ran), calls: aws.calls };
  });
}

export function readStored(file: string, { stderr }: Pick<Ran, "stderr">): StoredResult {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as StoredResult;
  } catch (cause) {
    throw new Error(`no result was written: ${stderr}`, { cause });
  }
}

/** policy + resource → status. */
export const verdicts = ({ findings }: Pick<StoredResult, "findings">): Map<string, Status> =>
  new Map(findings.map(({ policy, resource, status }) => [`${policy} ${resource.id}`, status]));

/** Findings without what depends on when and how they were learned. */
export const timeless = ({ findings }: Pick<StoredResult, "findings">): object[] =>
  findings.map(({ evidence, ...finding }) => ({
    ...finding,
    evidence: evidence.map(({ at: _, ...rest }) => rest),
  }));
