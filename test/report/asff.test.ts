import validate from "virtual:validator/asff";
import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/model/finding.ts";
import { cut } from "../../src/report/cut.ts";
import { render } from "../../src/report/formats/asff.ts";
import { finding } from "../harness/findings.ts";
import { rendered, resultOf } from "../harness/results.ts";

const asff = (...findings: readonly Partial<Finding>[]) =>
  JSON.parse(rendered(render, resultOf(findings.map(finding))));

describe("ASFF", () => {
  test("of a failure is what Security Hub shows best", async () => {
    const text = JSON.stringify(asff({}), undefined, 2);
    await expect(`${text}\n`).toMatchFileSnapshot("../golden/failed.asff.json");
  });

  test("tells passes as PASSED and informational, so that they can be archived", () => {
    const [passed] = asff({ status: "pass" });
    expect(passed).toMatchObject({
      Compliance: { Status: "PASSED" },
      FindingProviderFields: { Severity: { Label: "INFORMATIONAL", Original: "medium" } },
    });
  });

  test("tells what is unknown as NOT_AVAILABLE, with the reasons", () => {
    const missing = [
      {
        fact: "trail.isLogging",
        reason: "access-denied",
        permission: "cloudtrail:GetTrailStatus",
        detail: "AccessDenied",
      },
    ] as const;
    const { fix: _, ...unknown } = finding({ status: "unknown", missing });
    expect(JSON.parse(rendered(render, resultOf([unknown])))[0]).toMatchObject({
      Compliance: {
        Status: "NOT_AVAILABLE",
        StatusReasons: [
          {
            ReasonCode: "ACCESS_DENIED",
            Description: "trail.isLogging: AccessDenied: needs cloudtrail:GetTrailStatus",
          },
        ],
      },
      Remediation: {
        Recommendation: { Text: expect.stringContaining("cloudtrail:GetTrailStatus") },
      },
    });
  });

  test("leaves out what does not apply", () => {
    expect(asff({ status: "not-applicable" })).toEqual([]);
  });

  test("names the partition in the product's ARN", () => {
    const region = "cn-north-1";
    const result = resultOf([finding({ region })]);
    const accounts = result.accounts.map((account) => ({ ...account, partition: "aws-cn" }));
    const [one] = JSON.parse(rendered(render, { ...result, accounts }));
    expect(one.ProductArn).toBe(
      "arn:aws-cn:securityhub:cn-north-1:111122223333:product/111122223333/default",
    );
    expect(one.Resources[0].Partition).toBe("aws-cn");
  });

  test("keeps its ids over runs", () => {
    const ids = (asOf: string) =>
      JSON.parse(rendered(render, resultOf([finding()], { asOf })))[0].Id;
    expect(ids("2026-02-01T00:00:00.000Z")).toBe(ids("2026-03-01T00:00:00.000Z"));
  });
});

describe("our schema of ASFF refuses what BatchImportFindings refuses", () => {
  const good = () => asff({})[0];
  const broken: readonly (readonly [string, (value: ReturnType<typeof good>) => void])[] = [
    ["no title", (one) => delete one.Title],
    [
      "a title of 257 characters",
      (one) => {
        one.Title = "x".repeat(257);
      },
    ],
    [
      "a description of 1025",
      (one) => {
        one.Description = "x".repeat(1025);
      },
    ],
    [
      "a compliance status of its own",
      (one) => {
        one.Compliance.Status = "MAYBE";
      },
    ],
    [
      "33 related requirements",
      (one) => {
        one.Compliance.RelatedRequirements = Array(33).fill("x");
      },
    ],
    [
      "an account id of 11 digits",
      (one) => {
        one.AwsAccountId = "11112222333";
      },
    ],
    [
      "a time without zone",
      (one) => {
        one.CreatedAt = "2026-01-15 12:00";
      },
    ],
    [
      "no resource",
      (one) => {
        one.Resources = [];
      },
    ],
    [
      "33 resources",
      (one) => {
        one.Resources = Array(33).fill(one.Resources[0]);
      },
    ],
    [
      "an empty product field",
      (one) => {
        one.ProductFields = { "": "x" };
      },
    ],
    [
      "a severity of its own",
      (one) => {
        one.FindingProviderFields.Severity.Label = "BAD";
      },
    ],
    [
      "a recommendation of 513",
      (one) => {
        one.Remediation.Recommendation.Text = "x".repeat(513);
      },
    ],
  ];
  test("and takes a good one", () => expect(validate(good())).toBe(true));
  for (const [name, spoil] of broken) {
    test(name, () => {
      const spoilt = good();
      spoil(spoilt);
      expect(validate(spoilt)).toBe(false);
    });
  }
});

describe("cutting", () => {
  test("counts code points and never splits one", () => {
    expect(cut("🎉🎉🎉", 3)).toBe("🎉🎉🎉");
    expect(cut("🎉🎉🎉", 2)).toBe("🎉…");
    expect(cut("abc", 3)).toBe("abc");
    expect(cut("\ud800abc", 10)).toBe("\ufffdabc");
  });
});
