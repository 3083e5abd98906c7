import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { counted } from "../model/counted.ts";
import { Failure } from "../model/failure.ts";
import type { Pack } from "../model/pack.ts";
import type { PolicySource } from "../model/policy.ts";
import { builtIn } from "../policy/built-in.ts";
import type { SourceFile } from "../policy/diagnostics.ts";
import type { LoadContext, Loaded } from "../policy/load.ts";

export interface Known {
  readonly packs: readonly Pack[];
  readonly policies: readonly PolicySource[];
}

/** The built-in policies and packs with those of the user's folders; any mistake stops. */
export async function knownPolicies(folders: readonly string[]): Promise<Known> {
  if (folders.length === 0) return builtIn;
  const { packs, policies, mistakes } = await loadFolders(folders);
  refuse(mistakes, policies.length);
  const ids = new Set(builtIn.policies.map(({ id }) => id));
  return {
    packs: [...builtIn.packs, ...packs],
    policies: [...builtIn.policies, ...policies.filter(({ id }) => !ids.has(id))],
  };
}

export const isPack = ({ path }: SourceFile): boolean => /(^|[/\\])packs[/\\][^/\\]+$/.test(path);

export interface LoadedFolders extends Known {
  readonly mistakes: Loaded<never>["mistakes"];
}

/**
 * Everything in some folders: `packs/` holds packs, the rest policies. Policies may answer
 * requirements of these packs and of the built-in ones, and may take no id of `taken`.
 */
export async function loadFolders(
  folders: readonly string[],
  options: Pick<LoadContext, "taken" | "isStyleHeld"> = { taken: builtIn.policies },
): Promise<LoadedFolders> {
  const { loadPacks, loadPolicies } = await import("../policy/load.ts");
  const files = folders.flatMap(readFolder);
  const packs = loadPacks(files.filter(isPack));
  const policies = loadPolicies(
    files.filter((file) => !isPack(file)),
    { packs: [...packs.items, ...builtIn.packs], ...options },
  );
  return {
    packs: packs.items,
    policies: policies.items,
    mistakes: [...packs.mistakes, ...policies.mistakes],
  };
}

/** Stops with every mistake of every file. */
export function refuse(mistakes: LoadedFolders["mistakes"], policies: number): void {
  if (mistakes.length === 0) return;
  const files = new Set(mistakes.map(({ file }) => file)).size;
  throw new Failure(
    "policy/mistakes",
    `${counted(mistakes.length, "mistake")} in ${counted(files, "file")} (${counted(policies, "policy file")} read); nothing was judged.`,
    { diagnostics: mistakes },
  );
}

/** The files of a folder, or the one file, packs included. */
export function readFolder(folder: string): SourceFile[] {
  const found = readable(folder, () => statSync(folder, { throwIfNoEntry: false }));
  if (found === undefined) {
    throw new Failure("policy/no-folder", `There is no folder ${folder}.`);
  }
  const paths = found.isDirectory() ? policyPaths(folder) : [folder];
  if (paths.length === 0) {
    throw new Failure("policy/no-files", `There is no policy in ${folder}.`, {
      help: "Policies are files that end in .yaml.",
    });
  }
  return paths.map((path) => ({
    path: relative(".", path),
    text: readable(path, () => readFileSync(path, "utf8")),
  }));
}

/** What several links lead to is one file, under its shortest path: Kubernetes mounts so. */
function policyPaths(folder: string): string[] {
  const listed = readable(folder, () => readdirSync(folder, { recursive: true, encoding: "utf8" }))
    .filter((path) => /\.ya?ml$/.test(path))
    .map((path) => join(folder, path))
    .sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  const byFile = new Map<string, string>();
  for (const path of listed) {
    const file = readable(path, () => realpathSync(path));
    if (!byFile.has(file) && statSync(file).isFile()) byFile.set(file, path);
  }
  return [...byFile.values()].sort();
}

/** A policy that cannot be read is a mistake: without it, less would be judged than was meant. */
function readable<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new Failure("policy/not-readable", `${path}: ${(cause as Error).message}.`, { cause });
  }
}
