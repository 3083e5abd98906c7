import type { World } from "../../src/emulator/world.ts";
import type { Finding, Status } from "../../src/model/finding.ts";
import { type CheckOptions, checkLive, type StoredResult } from "./aws.ts";
import { everyPolicy } from "./policy-ids.ts";
import { goodWorld } from "./worlds.ts";

/** A policy's verdict, what it was in the good world, and why, as a person reads it. */
export interface Compared {
  readonly was: Status | undefined;
  readonly is: Status;
  readonly message: string;
  /** `fact = value` for each fact that the verdict hangs on. */
  readonly because: readonly string[];
  readonly missing: Finding["missing"];
}

export type Compare = (policy: string, resource?: string) => Compared;

let good: Promise<StoredResult> | undefined;

/** The good world as every policy judges it, checked once for each file of tests. */
async function goodResult(): Promise<StoredResult> {
  good ??= checkLive({ world: goodWorld(new Date().toISOString()) }, { words: everyPolicy }).then(
    ({ result }) => result,
  );
  return good;
}

/** Checks a world live with every policy, and compares its verdicts with those on the good world. */
export async function againstGood(world: World, options: CheckOptions = {}): Promise<Compare> {
  const words = [...everyPolicy, ...(options.words ?? [])];
  const [before, { result, stderr }] = await Promise.all([
    goodResult(),
    checkLive({ world }, { ...options, words }),
  ]);
  return (policy, resource) => {
    const own = result.findings.filter((finding) => finding.policy === policy);
    const found = own.find(({ resource: { name } }) => resource === undefined || name === resource);
    if (found === undefined) {
      const names = own.map(({ resource: { name } }) => name).join(", ");
      throw new Error(`${policy} judges ${names || "nothing"}, not ${resource}: ${stderr}`);
    }
    return {
      was: verdictOf(before, policy),
      is: found.status,
      message: found.message,
      because: found.evidence
        .filter(({ decides }) => decides)
        .map(({ fact, value }) => `${fact} = ${JSON.stringify(value)}`),
      missing: found.missing,
    };
  };
}

/** A policy's verdict where all of its findings agree. */
function verdictOf({ findings }: StoredResult, policy: string): Status | undefined {
  const statuses = new Set(
    findings.filter((one) => one.policy === policy).map((one) => one.status),
  );
  return statuses.size === 1 ? [...statuses][0] : undefined;
}
