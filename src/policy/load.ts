import validatePack from "virtual:validator/pack";
import validatePolicy from "virtual:validator/policy";
import type { Diagnostic } from "../model/failure.ts";
import type { Pack } from "../model/pack.ts";
import type { PolicySource } from "../model/policy.ts";
import { policyMistakes } from "./check-policy.ts";
import { schemaMistakes } from "./check-schema.ts";
import { diagnose, type SourceFile } from "./diagnostics.ts";
import { parseYaml } from "./parse-yaml.ts";

/** What files hold that is right, and everything in them that is wrong. */
export interface Loaded<T> {
  readonly items: readonly T[];
  readonly mistakes: readonly Diagnostic[];
}

export interface LoadContext {
  readonly packs: readonly Pack[];
  /** Ids that are taken already. */
  readonly takenIds?: readonly string[];
}

/** Reads policy files, and finds all mistakes of all of them at once. */
export function loadPolicies(
  files: readonly SourceFile[],
  { packs, takenIds = [] }: LoadContext,
): Loaded<PolicySource> {
  const taken = new Map(takenIds.map((id) => [id, "a built-in policy"]));
  const loaded = files.map((file) => {
    const { content, mistake } = parseYaml(file);
    if (mistake !== undefined) return { mistakes: [mistake] };
    const mistakes = schemaMistakes(file, content, validatePolicy);
    if (mistakes.length > 0) return { mistakes };
    const item = content as PolicySource;
    const more = [...policyMistakes(file, item, packs), ...takenTwice(file, item.id, taken)];
    taken.set(item.id, file.path);
    return { item, mistakes: more };
  });
  return gather(loaded);
}

/** Reads pack files. */
export function loadPacks(files: readonly SourceFile[]): Loaded<Pack> {
  const loaded = files.map((file) => {
    const { content, mistake } = parseYaml(file);
    if (mistake !== undefined) return { mistakes: [mistake] };
    const mistakes = schemaMistakes(file, content, validatePack);
    return mistakes.length > 0 ? { mistakes } : { item: content as Pack, mistakes };
  });
  return gather(loaded);
}

function gather<T>(
  loaded: readonly { readonly item?: T; readonly mistakes: readonly Diagnostic[] }[],
): Loaded<T> {
  return {
    items: loaded.flatMap(({ item }) => (item === undefined ? [] : [item])),
    mistakes: loaded.flatMap(({ mistakes }) => [...mistakes].sort(byPlace)),
  };
}

const byPlace = (a: Diagnostic, b: Diagnostic): number =>
  (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);

function takenTwice(
  file: SourceFile,
  id: string,
  taken: ReadonlyMap<string, string>,
): Diagnostic[] {
  const other = taken.get(id);
  if (other === undefined) return [];
  return [
    diagnose(
      file,
      { start: 0, end: 1 },
      {
        code: "policy/duplicate-id",
        message: `the id "${id}" is taken by ${other}`,
        help: "Give the policy an id of its own.",
      },
    ),
  ];
}
