import { load, YAMLException } from "js-yaml";
import type { Diagnostic } from "../model/failure.ts";
import { diagnose, type SourceFile } from "./diagnostics.ts";

/** A file's content, or the reason why it is none. */
export type Parsed =
  | { readonly content: unknown; readonly mistake?: never }
  | { readonly content?: never; readonly mistake: Diagnostic };

const largestFile = 1024 * 1024;

/**
 * Reads one YAML document. Aliases are refused, because a few lines of them can stand for more text
 * than fits in memory; duplicate keys and merge keys are refused too.
 */
export function parseYaml(file: SourceFile): Parsed {
  const start = { start: 0, end: 1 };
  if (file.text.length > largestFile) {
    const message = `the file has ${file.text.length} characters; at most ${largestFile} are read`;
    return { mistake: diagnose(file, start, { code: "policy/too-large", message }) };
  }
  try {
    return { content: load(file.text, { maxAliases: 0, maxDepth: 20, maxTotalMergeKeys: 0 }) };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    // Only this error comes without its place.
    const marked = error.reason.includes("complex keys") ? undefined : error.mark?.position;
    const at = marked ?? Math.max(0, file.text.indexOf("{{"));
    return {
      mistake: diagnose(
        file,
        { start: at, end: at + 1 },
        {
          code: "policy/yaml",
          message: error.reason,
          ...help(error.reason),
        },
      ),
    };
  }
}

function help(reason: string): { readonly help?: string } {
  if (reason.includes("maxAliases"))
    return { help: "Aliases (*name) are not supported; write the value out." };
  if (reason.includes("complex keys"))
    return { help: "A text that begins with a brace stands in quotes." };
  if (reason.includes("maxDepth")) return { help: "Nothing in a policy is nested so deep." };
  return {};
}
