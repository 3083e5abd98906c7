interface Lines {
  readonly id?: string;
  readonly severity?: string;
  readonly pass?: string;
  readonly message?: string;
  readonly controls?: string;
  readonly pass_case?: string;
  readonly fail_case?: string;
  readonly extra?: string;
  readonly whole?: string;
}

/** A policy file, right unless a line of it is given. */
export const policyFile = (given: Lines = {}): string =>
  given.whole ??
  `id: ${given.id ?? "my-policy"}
title: Trails are logging
severity: ${given.severity ?? "high"}
scope: trail
pass: ${given.pass ?? "trail.isLogging"}
message: ${given.message ?? "Trail {{trail.name}} is not logging."}
risk: Nobody would know.
fix:
  text: Start it.
  cli: aws cloudtrail start-logging --name {{trail.arn}}
references: [https://docs.aws.amazon.com/]
controls: ${given.controls ?? "{ cis-aws-1.2: ['2.1'] }"}
tests:
    # Each verdict once.
    - ${given.pass_case ?? "{ name: good, expect: pass }"}
    - ${given.fail_case ?? "{ name: bad, given: { trail: { isLogging: false } }, expect: fail }"}
    - { name: denied, unknown: [trail.isLogging], expect: unknown }

${given.extra ?? ""}
`;
