import { hash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import validate from "virtual:validator/publication";
import {
  BatchImportFindingsCommand,
  BatchUpdateFindingsCommand,
  GetFindingsCommand,
  SecurityHubClient,
} from "@aws-sdk/client-securityhub";
import { accessKeyFor } from "../../src/emulator/access-keys.ts";
import { buildAccount } from "../../src/emulator/build/account.ts";
import type { Fault } from "../../src/emulator/faults.ts";
import type { EmbeddedAws } from "../../src/emulator/server.ts";
import type { AccountState, World } from "../../src/emulator/world.ts";
import type { Finding } from "../../src/model/finding.ts";
import type { JsonObject } from "../../src/model/json.ts";
import type { Publication } from "../../src/model/publication.ts";
import type { Result } from "../../src/model/result.ts";
import { render } from "../../src/report/formats/json.ts";
import { withAws } from "./aws.ts";
import { emptyFolder, type Ran, type RunOptions, runCli } from "./cli.ts";
import { finding } from "./findings.ts";
import { rendered, resultOf } from "./results.ts";

export const account = "111122223333";
export const otherAccount = "444455556666";

/** A world of accounts with a hub in each of their Regions. */
export const hubWorld = (given: Partial<AccountState> = {}, ...others: AccountState[]): World => ({
  accounts: [buildAccount({ id: account, ...given }), ...others],
});

const idFor = (name: string): string => hash("md5", name, "hex");

/** The id that a hub knows that finding by. */
export const hubIdOf = (name: string): string => `trailwarden/trail-log-validation/${idFor(name)}`;

/** A trail's finding that has an id of its own. */
export const findingOn = (name: string, given: Partial<Finding> = {}): Finding =>
  finding({
    id: idFor(name),
    resource: {
      type: "AWS::CloudTrail::Trail",
      id: `arn:aws:cloudtrail:eu-west-1:${account}:trail/${name}`,
      name,
    },
    message: `Trail ${name} writes no digest files.`,
    ...given,
  });

/** A result of that hour, in a file. */
export function storedResult(
  hour: number,
  findings: readonly Finding[],
  given: Partial<Result> = {},
): string {
  const asOf = new Date(Date.UTC(2026, 0, 15, hour)).toISOString();
  const path = join(emptyFolder(), "result.json");
  const result = resultOf(findings, { asOf, accounts: [judgedAccount()], ...given });
  const policies = policiesOf(given.policies ?? result.policies);
  writeFileSync(path, rendered(render, { ...result, policies }));
  return path;
}

/** The account of the findings, seen wholly. */
export const judgedAccount = (given: Partial<Result["accounts"][number]> = {}) => ({
  id: account,
  partition: "aws",
  status: "complete" as const,
  regions: ["eu-west-1", "us-east-1"],
  ...given,
});

/** A run that finds nothing has judged its policies too. */
const policiesOf = (policies: Result["policies"]): Result["policies"] =>
  (policies.length > 0 ? policies : resultOf([finding()]).policies).map(
    ({ id, title, severity, scope, risk, controls, references }) => ({
      ...{ id, title, severity, scope, risk, controls, references },
    }),
  );

export interface HubTest {
  readonly aws: EmbeddedAws;
  /** Runs `trailwarden publish securityhub`. */
  readonly publish: (path: string, ...words: string[]) => Promise<Published>;
  /** The same, with what the shell would do beside it. */
  readonly publishIn: (path: string, options: RunOptions) => Promise<Ran>;
  /** What the hub holds. */
  readonly held: (region?: string) => Promise<readonly JsonObject[]>;
  readonly importing: (findings: readonly JsonObject[], region?: string) => Promise<JsonObject>;
  readonly editing: (id: string, changes: object) => Promise<void>;
  /** Calls of an operation so far. */
  readonly count: (operation: string) => number;
}

export interface Published extends Ran {
  readonly publication: Publication;
}

/** Starts an AWS with hubs, and gives the ways to use it. */
export function withHub<T>(
  { world = hubWorld(), faults = [] }: { world?: World; faults?: readonly Fault[] },
  use: (test: HubTest) => Promise<T>,
): Promise<T> {
  return withAws({ world }, { faults, account }, async (environment, aws) => {
    const clientIn = (region: string) =>
      new SecurityHubClient({
        ...{ region, endpoint: aws.endpoint, maxAttempts: 10 },
        credentials: { accessKeyId: accessKeyFor(account), secretAccessKey: "secret" },
      });
    return use({
      aws,
      async publish(path, ...words) {
        const asked = ["publish", "securityhub", path, "--format", "json", ...words];
        const ran = await runCli(asked, { environment });
        return { ...ran, publication: parsed(ran) };
      },
      publishIn: (path, options) =>
        runCli(["publish", "securityhub", path], { environment, ...options }),
      async held(region = "eu-west-1") {
        const found: JsonObject[] = [];
        let NextToken: string | undefined;
        do {
          const command = new GetFindingsCommand({ MaxResults: 100, NextToken });
          const page = await clientIn(region).send(command);
          found.push(...((page.Findings ?? []) as unknown as JsonObject[]));
          NextToken = page.NextToken;
        } while (NextToken);
        return found;
      },
      async importing(findings, region = "eu-west-1") {
        const command = new BatchImportFindingsCommand({ Findings: findings as never });
        return (await clientIn(region).send(command)) as unknown as JsonObject;
      },
      async editing(Id, changes) {
        const ProductArn = `arn:aws:securityhub:eu-west-1:${account}:product/${account}/default`;
        const FindingIdentifiers = [{ Id, ProductArn }];
        const command = new BatchUpdateFindingsCommand({ FindingIdentifiers, ...changes });
        await clientIn("eu-west-1").send(command);
      },
      count: (operation) => aws.calls.filter((call) => call.operation === operation).length,
    });
  });
}

function parsed({ stdout, stderr }: Ran): Publication {
  try {
    const publication: unknown = JSON.parse(stdout);
    if (validate(publication)) return publication as Publication;
    throw new Error(JSON.stringify(validate.errors));
  } catch (cause) {
    throw new Error(`nothing was published: ${stderr}`, { cause });
  }
}
