import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { dataFolder } from "./reference-data.ts";

/** The checkers whose own tests are read. */
const suites = ["aws-guard-rules-registry", "checkov", "regula"] as const;

export type IacVerdict = "PASS" | "FAIL" | "SKIP";

/** What another checker says of one of its test inputs. */
export interface IacCase {
  readonly source: (typeof suites)[number];
  readonly name: string;
  /** `terraform-json` is configuration, not a plan: its expressions are not worked out. */
  readonly format: "cloudformation" | "terraform-json";
  /** The template as JSON. */
  readonly text: string;
  readonly expected: readonly IacExpectation[];
}

export interface IacExpectation {
  readonly rule: string;
  /** Its logical id or address; absent where the verdict is on all that the rule applies to. */
  readonly resource?: string;
  readonly verdict: IacVerdict;
}

interface Stored {
  readonly id: string;
  readonly name?: string;
  readonly format: IacCase["format"];
  readonly template: unknown;
  readonly expected: {
    readonly [rule: string]: IacVerdict | { readonly [resource: string]: IacVerdict };
  };
}

/** The cases of all three; none where the reference data is not there. */
export function iacCases(): readonly IacCase[] {
  return suites.flatMap((source) => {
    const file = join(dataFolder, "iac-cases", `${source}.json`);
    if (!existsSync(file)) return [];
    const { cases } = JSON.parse(readFileSync(file, "utf8")) as { readonly cases: Stored[] };
    return cases.map((stored) => toCase(source, stored));
  });
}

function toCase(
  source: IacCase["source"],
  { id, name, format, template, expected }: Stored,
): IacCase {
  return {
    ...{ source, format },
    name: name === undefined ? id : `${id} ${name}`,
    text: JSON.stringify(template, null, 2),
    expected: Object.entries(expected).flatMap(([rule, told]) =>
      typeof told === "string"
        ? [{ rule, verdict: told }]
        : Object.entries(told).map(([resource, verdict]) => ({ rule, resource, verdict })),
    ),
  };
}
