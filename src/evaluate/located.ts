import type { Declared, Finding } from "../model/finding.ts";
import type { ResultSource } from "../model/result.ts";

/** What is judged, and by the ids of resources where it is declared. */
interface Declaring {
  readonly kind: ResultSource["kind"];
  readonly declared?: ReadonlyMap<string, Declared>;
}

/**
 * Findings on a change say where it declares the thing, and are mended in its own words: a command
 * would be undone by the next deployment.
 */
export function located(
  findings: readonly Finding[],
  { kind, declared: places }: Declaring,
): readonly Finding[] {
  if (places === undefined) return findings;
  return findings.map((finding) => {
    const { fix, ...rest } = finding;
    const declared = places.get(finding.resource.id);
    // What only the account has is mended there.
    if (declared === undefined) return finding;
    const terraform = kind === "terraform-plan" ? fix?.terraform : undefined;
    return {
      ...rest,
      ...(fix && { fix: { text: fix.text, ...(terraform && { terraform }) } }),
      declared,
    };
  });
}
