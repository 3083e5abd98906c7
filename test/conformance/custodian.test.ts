import { describe, expect, test } from "vitest";
import { accountFacts } from "../../src/facts/account.ts";
import { callsNobodyMakes } from "./collector.ts";
import {
  type CustodianRecording,
  convertedOperations,
  otherOperations,
  timeOf,
  toRecording,
} from "./custodian-recordings.ts";
import { answers, seeIn } from "./custodian-statements.ts";
import { describeData } from "./reference-data.ts";
import {
  bolderWhenBlinder,
  judge,
  policyErrors,
  unfoundedPasses,
  waitsForParameter,
} from "./verdicts.ts";

describeData<{ readonly recordings: readonly CustodianRecording[] }>(
  "custodian-recordings/recordings.json",
  ({ recordings }) => {
    for (const recorded of recordings) describe(recorded.recording, () => testRecording(recorded));

    test("every statement is accounted for, once", () => {
      const made = recordings.flatMap(({ recording, expectations }) =>
        expectations.map(({ statement }) => `${recording}: ${statement}`),
      );
      const spokenOf = Object.entries(answers).flatMap(([recording, statements]) =>
        Object.keys(statements).map((statement) => `${recording}: ${statement}`),
      );
      expect(spokenOf.sort()).toEqual(made.sort());
    });

    test("a trail that every Region shows is one trail", () => {
      const recorded = recordings.find(
        ({ recording }) => recording === "test_cloudtrail_is_shadow_or_not",
      ) as CustodianRecording;
      const here = toRecording(recorded, { moment: "last", region: "us-east-1" });
      const there = toRecording(recorded, { moment: "last", region: "us-east-2" });
      const both = { ...here, calls: [...here.calls, ...there.calls] };
      const { account } = accountFacts({
        ...both,
        account: { ...here.account, regions: ["us-east-1", "us-east-2"], regionsSkipped: [] },
      });
      expect(account.trails.$items.map(({ name, homeRegion }) => `${name} ${homeRegion}`)).toEqual([
        "MultiRegion1CloudTrail us-east-1",
        "SingleCloudTrail us-east-1",
        "MultiRegion2CloudTrail us-east-2",
      ]);
    });

    test("what the selectors record of the management events", () => {
      const recorded = recordings.find(
        ({ recording }) => recording === "test_account_data_events",
      ) as CustodianRecording;
      const { account } = seeIn(recorded)({ moment: "last" });
      const records = new Map(
        account.trails.$items.map(({ name, managementEvents }) => [name, managementEvents]),
      );
      const excludedEventSources: string[] = [];
      expect(records.get("S3-DataEvents-test2")).toEqual({
        recordsReads: false,
        recordsWrites: false,
        excludedEventSources,
      });
      expect(records.get("skunk-trails")).toEqual({
        recordsReads: true,
        recordsWrites: true,
        excludedEventSources,
      });
    });
  },
);

/** Policies that apply only once a parameter is set, whatever is known. */
const switchedOff = ["bucket-in-log-archive"];

function testRecording(recorded: CustodianRecording): void {
  const { recording, calls, expectations } = recorded;
  for (const { statement, expected } of expectations) {
    test(statement, () => {
      const answer = answers[recording]?.[statement];
      expect(answer, "nobody accounts for this statement").toBeTypeOf("function");
      expect(answer?.(seeIn(recorded))).toEqual(expected);
    });
  }

  test("every answer of AWS is used, or known to be none of ours", () => {
    const known = [...convertedOperations, ...Object.keys(otherOperations)];
    expect(calls.filter(({ api }) => !known.includes(api))).toEqual([]);
  });

  for (const moment of ["first", "last"] as const) {
    const converted = toRecording(recorded, { moment, region: "us-east-1" });
    const asOf = timeOf(recorded);
    const findings = judge(converted, asOf);

    test(`${moment} answers: the collector would have asked the same`, async () => {
      expect(await callsNobodyMakes(converted)).toEqual([]);
    });

    test(`${moment} answers: no policy is at fault`, () => {
      expect(policyErrors(findings)).toEqual([]);
    });

    test(`${moment} answers: nothing passes without an answer that says so`, () => {
      expect(unfoundedPasses(converted, findings)).toEqual([]);
      expect(bolderWhenBlinder(converted, asOf)).toEqual([]);
    });

    test(`${moment} answers: what was never asked about is unknown`, () => {
      const about = ["AWS::S3::Bucket", "AWS::KMS::Key", "AWS::Logs::LogGroup"];
      const decided = findings.filter(
        ({ policy, resource, status }) =>
          about.includes(resource.type) && status !== "unknown" && !switchedOff.includes(policy),
      );
      expect(decided.map(({ policy, resource }) => `${policy} ${resource.name}`)).toEqual([]);
    });
  }

  test("without any answer nothing is decided", () => {
    const empty = { ...toRecording(recorded, { moment: "last", region: "us-east-1" }), calls: [] };
    const decided = judge(empty, timeOf(recorded)).filter(
      (finding) => finding.status !== "unknown" && !waitsForParameter(finding),
    );
    expect(decided.map(({ policy, status }) => `${policy} ${status}`)).toEqual([]);
  });
}
