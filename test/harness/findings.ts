import type { Finding } from "../../src/model/finding.ts";

const region = "eu-west-1";

/** A failing finding with one of everything. */
export const finding = (given: Partial<Finding> = {}): Finding => ({
  id: "0123456789abcdef0123456789abcdef",
  policy: "trail-log-validation",
  status: "fail",
  severity: "medium",
  account: "111122223333",
  region,
  resource: {
    type: "AWS::CloudTrail::Trail",
    id: `arn:aws:cloudtrail:${region}:111122223333:trail/main`,
    name: "main",
  },
  message: "Trail main writes no digest files.",
  evidence: [
    {
      fact: "trail.logFileValidationEnabled",
      value: false,
      call: "cloudtrail:DescribeTrails",
      region,
      at: "2026-01-15T12:00:00.000Z",
      decides: true,
    },
  ],
  missing: [],
  controls: { "cis-aws-5.0": ["3.2"], "aws-best-practices": ["P3"] },
  fix: {
    text: "Switch log file validation on.",
    cli: "aws cloudtrail update-trail --name main --enable-log-file-validation",
  },
  ...given,
});
