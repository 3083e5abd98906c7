import { check } from "../check.ts";
import { builtIn } from "../policy/built-in.ts";
import { compilePolicies } from "../policy/compile.ts";
import { fileSource } from "./commands/check.ts";
import { findConfiguration } from "./configuration.ts";
import type { Options } from "./description.ts";
import { findingSpool } from "./finding-spool.ts";
import { isRecording } from "./is-recording.ts";
import { knownPolicies } from "./policy-files.ts";
import {
  addByAccount,
  type ResultHead,
  type ResultReader,
  readResultPieces,
} from "./result-pieces.ts";
import { selectFor } from "./select-for.ts";

/** How recordings are judged. */
export interface Judging {
  readonly options: Options;
  readonly signal: AbortSignal;
}

/** Reads a result; a recording is judged first, as `check` would. */
export async function readJudged<T>(
  path: string,
  judging: Judging,
  begin: (head: ResultHead) => ResultReader<T>,
): Promise<T> {
  return (await isRecording(path))
    ? judgeRecording(path, judging, begin)
    : readResultPieces(path, begin);
}

/** Judges a recording as `check` would. */
export async function judgeRecording<T>(
  path: string,
  { options, signal }: Judging,
  begin: (head: ResultHead) => ResultReader<T>,
): Promise<T> {
  const known = await knownPolicies((options["policies"] ?? []) as readonly string[]);
  const configuration = await findConfiguration(options["config"], { ...known, now: new Date() });
  const { parameters, waivers } = configuration;
  const selected = selectFor(options, known, configuration);
  const store = findingSpool();
  try {
    const { findings, ...head } = await check({
      ...(await fileSource(path, signal)),
      policies: await compilePolicies(selected.policies, builtIn.conditions),
      packs: selected.packs,
      gate: { failOn: "never", allowUnknown: false },
      store,
      ...(parameters && { params: parameters }),
      ...(waivers && { waivers }),
    });
    const reader = begin(head);
    addByAccount(reader, findings);
    return reader.finish();
  } finally {
    store.close();
  }
}
