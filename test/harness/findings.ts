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

const bucket = (name: string): Finding["resource"] => ({
  type: "AWS::S3::Bucket",
  id: `arn:aws:s3:::${name}`,
  name,
});

/** One finding of every kind: declared and new, waived, unknown, passed, not applicable. */
export const variety = (): readonly Finding[] => {
  const { fix: _, ...undecided } = finding({
    id: "2".repeat(32),
    status: "unknown",
    policy: "trail-logging-on",
    severity: "high",
    message: "Cannot tell whether this holds: Trails are logging.",
    missing: [
      {
        fact: "trail.isLogging",
        reason: "access-denied",
        detail: "AccessDenied",
        permission: "cloudtrail:GetTrailStatus",
      },
    ],
  });
  return [
    finding({
      change: "new",
      declared: { file: "infra/trail.tf", line: 12, address: "aws_cloudtrail.main" },
    }),
    finding({
      id: "1".repeat(32),
      change: "same",
      resource: bucket("logs"),
      message: "Bucket logs does not log access.",
      waiver: {
        reason: "Moved in March",
        owner: "platform",
        ticket: "SEC-7",
        expires: "2026-03-31",
      },
    }),
    undecided,
    finding({ id: "3".repeat(32), status: "pass", resource: bucket("archive") }),
    finding({ id: "4".repeat(32), status: "not-applicable", resource: bucket("other") }),
  ];
};

/** The same finding many times under different ids, made as it is read. */
export const many = (count: number, given: Partial<Finding> = {}): Iterable<Finding> => ({
  *[Symbol.iterator]() {
    for (let index = 0; index < count; index++) yield finding({ id: `${index}`, ...given });
  },
});
