import fc from "fast-check";
import { DiffTally } from "../../src/evaluate/compare/diff-tally.ts";
import { EarlierResult } from "../../src/evaluate/compare/earlier-result.ts";
import { type Finding, statuses } from "../../src/model/finding.ts";
import type { Result } from "../../src/model/result.ts";
import { severities } from "../../src/model/severity.ts";
import { finding } from "./findings.ts";
import { resultOf } from "./results.ts";

export const waiver = { reason: "accepted", expires: "2027-01-01" };

/** A finding about one of a few trails; its id follows from the number. */
export const numbered = (number: number, given: Partial<Finding> = {}): Finding =>
  finding({
    id: number.toString(16).padStart(32, "0"),
    resource: { type: "AWS::CloudTrail::Trail", id: `arn:${number}`, name: `trail-${number}` },
    ...given,
  });

/** An earlier result of these findings, ready to be compared with. */
export function earlierOf(result: Result, isNamed?: true): EarlierResult {
  const earlier = new EarlierResult(result.asOf, result.accounts);
  for (const one of result.findings) earlier.add(one, isNamed);
  return earlier;
}

/** What `diff OLD NEW` finds. */
export function diffOf(old: Result, later: Result) {
  const tally = new DiffTally(earlierOf(old, true));
  tally.add([...later.findings]);
  return tally.finish(later);
}

const someFinding = fc
  .record({
    number: fc.nat(7),
    status: fc.constantFrom(...statuses),
    severity: fc.constantFrom(...severities),
    isWaived: fc.boolean(),
  })
  .map(({ number, status, severity, isWaived }) =>
    numbered(number, {
      status,
      severity,
      ...(isWaived && status === "fail" && { waiver }),
      policy: number % 2 === 0 ? "trail-log-validation" : "trail-logging-on",
    }),
  );

const account = {
  id: "111122223333",
  partition: "aws",
  status: "complete" as const,
  regions: ["eu-west-1"],
};

/** Results of one account, wholly seen, that judge the same policies. */
export const someResult: fc.Arbitrary<Result & { readonly findings: readonly Finding[] }> = fc
  .uniqueArray(someFinding, { selector: ({ id }) => id })
  .map((findings) => ({
    ...resultOf(findings, {
      accounts: [account],
      policies: resultOf([
        finding({ policy: "trail-log-validation" }),
        finding({ policy: "trail-logging-on" }),
      ]).policies,
    }),
    findings,
  }));
