import { realpathSync } from "node:fs";
import type { Rehearsed } from "../evaluate/rehearse.ts";
import { Failure } from "../model/failure.ts";
import type { PolicyCase } from "../model/policy.ts";
import type { SourceFile } from "../policy/diagnostics.ts";
import { loadPolicies } from "../policy/load.ts";
import { parseYaml } from "../policy/parse-yaml.ts";
import { withExpectations } from "../policy/update-cases.ts";
import { writeFileAtomically } from "./atomic-write.ts";
import { isPack, type Known, readFolder, refuse } from "./policy-files.ts";

/** A file with other expectations, not written yet. */
interface Changed {
  readonly file: SourceFile;
  readonly text: string;
}

/**
 * Sets what the cases of a folder's policies expect to the verdicts that they gave. All files are
 * made and read again before the first one is written.
 */
export async function updatePolicies(
  dir: string,
  rehearsed: readonly Rehearsed[],
  { packs }: Pick<Known, "packs">,
): Promise<void> {
  refuseFaulty(rehearsed);
  const changed = readFolder(dir)
    .filter((file) => !isPack(file))
    .flatMap((file) => change(file, rehearsed));
  for (const { file, text } of changed) {
    refuseOther(file, text);
    refuse(loadPolicies([{ path: file.path, text }], { packs }).mistakes, 1);
  }
  for (const { file, text } of changed) {
    // What a link leads to is changed, and the link stays one.
    await writeFileAtomically(realpathSync(file.path), [text]);
  }
}

/** A verdict that comes from a mistake must not become what is expected. */
function refuseFaulty(rehearsed: readonly Rehearsed[]): void {
  const faulty = rehearsed.find(({ isFaulty }) => isFaulty);
  if (faulty === undefined) return;
  throw new Failure(
    "policy/faulty-case",
    `${faulty.policy}: ${faulty.name}: the policy cannot be evaluated; no file was changed.`,
    { help: faulty.messages[0] ?? "" },
  );
}

function change(file: SourceFile, rehearsed: readonly Rehearsed[]): Changed[] {
  const { id } = parseYaml(file).content as { readonly id: string };
  const expectations = rehearsed
    .filter(({ policy }) => policy === id)
    .flatMap(({ expected, actual }, index) =>
      expected === actual ? [] : [{ index, expect: actual as PolicyCase["expect"] }],
    );
  if (expectations.length === 0) return [];
  return [{ file, text: withExpectations(file, expectations) }];
}

/** Whatever YAML can do, nothing but expectations may have changed. */
function refuseOther(file: SourceFile, text: string): void {
  const meaning = (content: string): string =>
    JSON.stringify(parseYaml({ path: file.path, text: content }).content, (key, value: unknown) =>
      key === "expect" ? undefined : value,
    );
  if (meaning(file.text) === meaning(text)) return;
  throw new Failure("policy/not-updated", `${file.path} cannot be changed in place.`, {
    help: "Change what its cases expect by hand.",
  });
}
