import { expect, test } from "vitest";
import {
  comparePatterns,
  type PatternComparison,
} from "../../src/analyze/filter-pattern/compare.ts";
import { matchesEvent } from "../../src/analyze/filter-pattern/matches-event.ts";
import { parseFilterPattern } from "../../src/analyze/filter-pattern/parse.ts";
import type { FilterPattern } from "../../src/analyze/filter-pattern/pattern.ts";
import { allReadings } from "../../src/analyze/filter-pattern/reading.ts";
import type { Json } from "../../src/model/json.ts";
import { describeData } from "./reference-data.ts";

type Relation = "equivalent" | "stronger" | "weaker" | "different" | "invalid";

interface Variant {
  readonly id: string;
  readonly control: string;
  readonly pattern: string;
  readonly relation: { readonly [cisText: string]: Relation };
  readonly verdict: Relation;
  readonly relationWithinOwnEventSource?: Relation;
  readonly coversInPractice: boolean;
}

interface Variants {
  readonly cisTexts: { readonly [control: string]: { readonly [cisText: string]: string } };
  readonly patterns: readonly Variant[];
}

const ownSources: { readonly [control: string]: string } = {
  "cloudtrail-config-changes": "cloudtrail.amazonaws.com",
  "cmk-disable-or-delete": "kms.amazonaws.com",
  "s3-bucket-policy-changes": "s3.amazonaws.com",
  "config-changes": "config.amazonaws.com",
  "route-table-changes": "ec2.amazonaws.com",
};

describeData<Variants>("metric-filters/variants.json", ({ cisTexts, patterns }) => {
  const textsOf = ({ control }: Variant) => Object.entries(cisTexts[control] ?? {});

  test.each(patterns)("$id, $control", (variant) => {
    for (const [name, required] of textsOf(variant)) {
      const comparison = comparePatterns(required, [{ filterPattern: variant.pattern }]);
      const { witness, extra } = comparison;
      expect(relationOf(comparison), `${name}: ${JSON.stringify({ witness, extra })}`).toBe(
        variant.relation[name],
      );
      proveByEvents(comparison, required, variant.pattern);
    }
    const newest = textsOf(variant)[0]?.[1] ?? "";
    const comparison = comparePatterns(newest, [{ filterPattern: variant.pattern }]);
    expect(relationOf(comparison)).toBe(variant.verdict);
  });

  test.each(patterns.filter(({ relationWithinOwnEventSource: relation }) => relation))(
    "$id among the events of its own source",
    (variant) => {
      const newest = textsOf(variant)[0]?.[1] ?? "";
      const eventSource = ownSources[variant.control] ?? "";
      const comparison = comparePatterns(newest, [{ filterPattern: variant.pattern }], {
        eventSource,
      });
      expect(relationOf(comparison)).toBe(variant.relationWithinOwnEventSource);
    },
  );

  test("every variant is classified, and every CIS text is a pattern", () => {
    expect(patterns.length).toBe(144);
    const invalid = Object.values(cisTexts)
      .flatMap((texts) => Object.values(texts))
      .filter((text) => "error" in parseFilterPattern(text));
    expect(invalid).toEqual([]);
  });

  test("one-event filters cover a control together", () => {
    const required = cisTexts["nacl-changes"]?.["cis-1.2..6.0"] ?? "";
    const names = [...required.matchAll(/eventName = (\w+)/g)].map(([, name]) => name);
    const filters = names.map((name) => ({ filterPattern: `{ $.eventName = "${name}" }` }));
    expect(names.length).toBe(6);
    expect(comparePatterns(required, filters).verdict).toBe("equivalent");
    expect(comparePatterns(required, filters.slice(1)).verdict).toBe("misses");
  });
});

function relationOf(comparison: PatternComparison): string {
  if (comparison.verdict === "covers") return comparison.extra ? "stronger" : "covers";
  if (comparison.verdict === "misses") return comparison.extra ? "different" : "weaker";
  return comparison.verdict;
}

/** The records shown are what they are shown for, in every reading. */
function proveByEvents({ witness, extra }: PatternComparison, required: string, deployed: string) {
  if (witness !== undefined) expect(answers(witness, required, deployed)).toEqual(["true false"]);
  if (extra !== undefined) expect(answers(extra, required, deployed)).toEqual(["false true"]);
}

function answers(event: Json, required: string, deployed: string): string[] {
  const seen = allReadings.map((reading) =>
    [required, deployed].map((text) => matchesEvent(parsed(text), event, { reading })).join(" "),
  );
  return [...new Set(seen)];
}

function parsed(text: string): FilterPattern {
  const result = parseFilterPattern(text);
  if ("error" in result) throw new Error(`${text}: ${result.error.message}`);
  return result.pattern;
}
