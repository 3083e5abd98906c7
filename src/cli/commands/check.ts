import { check } from "../../check.ts";
import { Failure } from "../../model/failure.ts";
import type { FailOn } from "../../model/result.ts";
import { builtIn } from "../../policy/built-in.ts";
import { compilePolicies } from "../../policy/compile.ts";
import type { Configuration } from "../../policy/configuration.ts";
import { readRecording } from "../../recording/read.ts";
import { findConfiguration } from "../configuration.ts";
import type { Options, Run } from "../description.ts";
import { exitCodeOfGate, exitCodes } from "../exit.ts";
import { findingSpool } from "../finding-spool.ts";
import { untilInterrupted } from "../interrupted.ts";
import { type Io, writeAll } from "../io.ts";
import { readOutputs, writeOutputs } from "../outputs.ts";
import { knownPolicies } from "../policy-files.ts";
import { selectFor } from "../select-for.ts";
import { kindOfTarget, type TargetKind } from "../target.ts";
import { refuseAccountsOf } from "../target-flags.ts";

/** Judges an account and says so in every format that was asked for. */
export const run: Run = async ({ arguments: { target }, options }, io) => {
  // A flag that is wrong is told before anything is read.
  readOutputs(options);
  refuseAccountsOf(target, options);
  const asOf = readTime(options["asOf"]);
  const known = await knownPolicies((options["policies"] ?? []) as readonly string[]);
  const configuration = await findConfiguration(options["config"], {
    ...known,
    now: latest(asOf, new Date()),
  });
  const { parameters, waivers, gate } = configuration;
  const outputs = readOutputs(options, configuration.outputs);
  const selected = selectFor(options, known, configuration);
  if (options["printConfig"] === true) {
    const { printedConfiguration } = await import("../printed-configuration.ts");
    await writeAll(io.stdout, [printedConfiguration(options, configuration)]);
    return exitCodes.ok;
  }
  const policies = await compilePolicies(selected.policies, builtIn.conditions);
  const comparison = await comparisonOf(options, io.signal);
  const source = await sourceOf(target, options, configuration, io);
  const store = findingSpool();
  try {
    const result = await check({
      ...source,
      policies,
      packs: selected.packs,
      gate: {
        failOn: (options["failOn"] as FailOn | undefined) ?? gate?.failOn ?? "low",
        allowUnknown: options["allowUnknown"] === true || gate?.allowUnknown === true,
      },
      store,
      ...(parameters && { params: parameters }),
      ...(waivers && { waivers }),
      ...(asOf && { asOf }),
      ...(comparison && { comparison }),
    });
    await writeOutputs(result, outputs, io);
    return exitCodeOfGate(result.gate);
  } finally {
    store.close();
  }
};

/** With what findings are compared; loaded only by those who ask for it. */
async function comparisonOf({ baseline, against, ...options }: Options, signal: AbortSignal) {
  if (typeof baseline === "string") {
    const { readBaseline } = await import("../read-baseline.ts");
    return readBaseline(baseline);
  }
  if (typeof against !== "string") return undefined;
  const { judgeBefore } = await import("../judge-before.ts");
  return judgeBefore(against, { options, signal });
}

/** A configuration that was right once stays right: the later moment allows more. */
const latest = (one: Date | undefined, other: Date): Date =>
  one !== undefined && one > other ? one : other;

/** A recording as what a check is made on. */
export async function fileSource(path: string, signal: AbortSignal) {
  const { header, accounts } = await readRecording(path);
  return { kind: "recording" as const, header, accounts: untilInterrupted(accounts, signal) };
}

async function sourceOf(
  target: string | undefined,
  options: Options,
  configuration: Configuration,
  io: Io,
) {
  const kind = target === undefined ? undefined : await kindOfTarget(target);
  const isCode = kind !== undefined && kind !== "recording";
  refuseFlagsOfCode(options, kind);
  if (target === undefined) return liveSource(options, configuration, io);
  if (!isCode) return fileSource(target, io.signal);
  const { infrastructureSource } = await import("../infrastructure.ts");
  return infrastructureSource(target, kind, options, io);
}

/** Flags that would be passed over in silence. */
function refuseFlagsOfCode(options: Options, kind: TargetKind | undefined): void {
  const takes = { against: "terraform-plan", parameter: "cloudformation-template" } as const;
  for (const [name, wanted] of Object.entries(takes)) {
    if (options[name] !== undefined && kind !== wanted) {
      throw new Failure("check/flag", `--${name} is for a ${wanted.replace("-", " ")}.`, {
        help: `The target is ${kind?.replace("-", " ") ?? "AWS itself"}.`,
      });
    }
  }
}

/** Loaded only by those who read AWS. */
async function liveSource(options: Options, { accounts }: Configuration, io: Io) {
  const live = await import("../live-source.ts");
  return live.liveSource(options, accounts, io);
}

/** A day, or a moment with its time zone: the machine's own must make no difference. */
const isoTime = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/;

/** `Date` takes February 30 for March 2. */
function isDay(day: string): boolean {
  const time = new Date(day);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(day);
}

function readTime(given: Options[string]): Date | undefined {
  if (typeof given !== "string") return undefined;
  const time = new Date(given);
  if (isoTime.test(given) && !Number.isNaN(time.getTime()) && isDay(given.slice(0, 10)))
    return time;
  throw new Failure("flags/as-of", `--as-of takes an ISO time, not "${given}".`, {
    help: "Like 2026-01-31T12:00:00Z",
  });
}
