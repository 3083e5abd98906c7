import { answererOf } from "../../analyze/answer/answer.ts";
import { type Rehearsed, rehearse } from "../../evaluate/rehearse.ts";
import { counted } from "../../model/counted.ts";
import { Failure } from "../../model/failure.ts";
import type { Pack } from "../../model/pack.ts";
import type { TestedPolicy } from "../../model/policy.ts";
import { builtIn } from "../../policy/built-in.ts";
import { compileTested } from "../../policy/compile.ts";
import { printable } from "../../report/printable.ts";
import type { Options, Run } from "../description.ts";
import { formatFailure } from "../diagnostics.ts";
import { exitCodes } from "../exit.ts";
import { folderChanges } from "../folder-changes.ts";
import { type Io, lookOf, writeAll } from "../io.ts";
import { type Known, loadFolders, readFolder, refuse } from "../policy-files.ts";

/** Runs the cases inside policies, and with --mutate also changes one fact at a time. */
export const run: Run = async ({ arguments: { dir }, options }, io) => {
  refuseCombination(dir, options);
  if (options["watch"] !== true || dir === undefined) return testOnce(dir, options, io);
  // A folder that is not there will not come to be.
  readFolder(dir);
  for await (const _ of folderChanges(dir, io.signal)) {
    await writeAll(io.stdout, [`-- ${io.now().toISOString()}\n`]);
    await testOnce(dir, options, io).catch((error: unknown) => {
      if (!(error instanceof Failure)) throw error;
      io.stderr.write(formatFailure(error, io.stderr.isTTY === true && lookOf(io).color));
    });
    await writeAll(io.stdout, ["Waiting for changes; Ctrl-C ends.\n"]);
  }
  return exitCodes.ok;
};

function refuseCombination(dir: string | undefined, { watch, update }: Options): void {
  const isChanging = watch === true || update === true;
  if (isChanging && dir === undefined) {
    throw new Failure("flags/no-folder", "--watch and --update need a folder of your own.", {
      help: "Like: trailwarden policies test my-policies --watch",
    });
  }
  if (watch === true && update === true) {
    throw new Failure("flags/watch-update", "--watch and --update do not go together.", {
      help: "Each save would make whatever comes out the expectation; use one after the other.",
    });
  }
}

async function testOnce(dir: string | undefined, options: Options, io: Io): Promise<number> {
  const { policies: sources, packs } = dir === undefined ? builtIn : await ownPolicies(dir);
  const policies = await compileTested(sources);
  const cases = policies.flatMap((policy) => rehearse(policy, answererOf));
  const isRight =
    options["update"] === true && dir !== undefined
      ? await updateCases(dir, cases, packs, io)
      : await showCases(cases, policies.length, io);
  const isSharp = options["mutate"] !== true || (await testMutations(policies, io));
  return isRight && isSharp ? exitCodes.ok : exitCodes.failed;
}

const isSurprise = ({ expected, actual }: Rehearsed): boolean => expected !== actual;

/** Shows each case that gives another verdict than it expects; false if there is one. */
async function showCases(cases: readonly Rehearsed[], policies: number, io: Io): Promise<boolean> {
  const surprises = cases.filter(isSurprise);
  const lines = surprises.map(
    ({ policy, name, expected, actual, messages }) =>
      `${policy}: ${printable(name)}\n  expected ${expected}, got ${actual}\n${messages.map((message) => `  ${printable(message)}\n`).join("")}`,
  );
  const passed = cases.length - surprises.length;
  await writeAll(io.stdout, [
    ...lines,
    `${passed} of ${counted(cases.length, "case")} of ${counted(policies, "policy", "policies")} give the verdict they expect.\n`,
  ]);
  return surprises.length === 0;
}

/** Makes what came out the expectation, and shows what that changed. */
async function updateCases(
  dir: string,
  cases: readonly Rehearsed[],
  packs: readonly Pack[],
  io: Io,
): Promise<true> {
  const { updatePolicies } = await import("../update-policies.ts");
  const surprises = cases.filter(isSurprise);
  if (surprises.length > 0) await updatePolicies(dir, cases, { packs });
  await writeAll(io.stdout, [
    ...surprises.map(
      ({ policy, name, expected, actual }) =>
        `${policy}: ${printable(name)}\n  expect: ${expected} -> ${actual}\n`,
    ),
    `${counted(surprises.length, "expectation")} of ${counted(cases.length, "case")} changed.\n`,
  ]);
  return true;
}

/** Shows the policies that notice no change, or one that is none of theirs; false if there is one. */
async function testMutations(policies: readonly TestedPolicy[], io: Io): Promise<boolean> {
  const { mutate } = await import("../../evaluate/mutate/mutate.ts");
  const { managementEvents } = await import("../../analyze/management-events.ts");
  const { mutationText } = await import("../mutation-text.ts");
  const report = mutate(policies, { answererOf, managementEventsOf: managementEvents });
  await writeAll(io.stdout, ["\n", mutationText(report)]);
  return [report.neverFails, report.unrelated, report.broken].every(({ length }) => length === 0);
}

/** Cases are run whatever the ids are, so that copies of built-in policies can be tested too. */
async function ownPolicies(dir: string): Promise<Known> {
  const { policies, packs, mistakes } = await loadFolders([dir], {});
  refuse(mistakes, policies.length);
  return { policies, packs: [...packs, ...builtIn.packs] };
}
