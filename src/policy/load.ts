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
  /** Policies whose ids are taken already; the same policy again is no conflict. */
  readonly taken?: readonly PolicySource[];
  /** Departures from style are mistakes, too. */
  readonly isStyleHeld?: boolean;
}

/** Reads policy files, and finds all mistakes of all of them at once. */
export function loadPolicies(
  files: readonly SourceFile[],
  { packs, taken = [], isStyleHeld = false }: LoadContext,
): Loaded<PolicySource> {
  const owners = new Map<string, string>();
  const loaded = files.map((file) => {
    const { content, mistake } = parseYaml(file);
    if (mistake !== undefined) return { mistakes: [mistake] };
    const mistakes = schemaMistakes(file, content, validatePolicy);
    if (mistakes.length > 0) return { mistakes };
    const item = content as PolicySource;
    const more = policyMistakes(file, item, { packs, isStyleHeld });
    const owner = owners.get(item.id) ?? (isTaken(item, taken) ? "a built-in policy" : undefined);
    owners.set(item.id, file.path);
    return { item, mistakes: [...more, ...takenTwice(file, item.id, owner)] };
  });
  return gather(loaded);
}

/** Reads pack files. */
export function loadPacks(files: readonly SourceFile[]): Loaded<Pack> {
  const loaded = files.map((file) => {
    const { content, mistake } = parseYaml(file);
    if (mistake !== undefined) return { mistakes: [mistake] };
    const mistakes = schemaMistakes(file, content, validatePack, "pack");
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

/** Another policy has this id: the folder that the built-in ones come from is not against itself. */
function isTaken(item: PolicySource, taken: readonly PolicySource[]): boolean {
  const other = taken.find(({ id }) => id === item.id);
  return other !== undefined && JSON.stringify(other) !== JSON.stringify(item);
}

function takenTwice(file: SourceFile, id: string, other: string | undefined): Diagnostic[] {
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
