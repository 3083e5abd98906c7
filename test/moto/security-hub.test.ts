import {
  BatchImportFindingsCommand,
  GetFindingsCommand,
  SecurityHubClient,
} from "@aws-sdk/client-securityhub";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Publication } from "../../src/model/publication.ts";
import { runCli } from "../harness/cli.ts";
import { findingOn, hubIdOf, judgedAccount, storedResult } from "../harness/hub.ts";
import { account, credentials } from "./clients.ts";
import { environmentOf } from "./run.ts";
import { type Moto, startMoto } from "./server.ts";

let moto: Moto;
let hub: SecurityHubClient;

beforeAll(async () => {
  moto = await startMoto();
  hub = new SecurityHubClient({ endpoint: moto.endpoint, region: "eu-west-1", credentials });
});

afterAll(async () => {
  await moto?.stop();
});

const accounts = [judgedAccount({ id: account })];

/** More than one page of GetFindings and one batch hold. */
const names = Array.from({ length: 130 }, (_, index) => `trail-${index}`);

async function publish(hour: number, status: "fail" | "pass", kept = names) {
  const findings = kept.map((name) => findingOn(name, { account, status }));
  const path = storedResult(hour, findings, { accounts });
  const words = ["publish", "securityhub", path, "--format", "json"];
  const ran = await runCli(words, { environment: environmentOf(moto.endpoint) });
  expect(ran).toMatchObject({ exitCode: 0, stderr: "" });
  return (JSON.parse(ran.stdout) as Publication).summary;
}

async function held(id: string) {
  // moto ignores filters.
  const { Findings, NextToken } = await hub.send(new GetFindingsCommand({ MaxResults: 100 }));
  const next = await hub.send(new GetFindingsCommand({ MaxResults: 100, NextToken }));
  return [...(Findings ?? []), ...(next.Findings ?? [])].find(({ Id }) => Id === id);
}

test("findings live in moto's hub as in ours, beside those of another tool", async () => {
  const theirs = {
    ...{ SchemaVersion: "2018-10-08", Id: "their/1", GeneratorId: "theirs", AwsAccountId: account },
    ProductArn: `arn:aws:securityhub:eu-west-1:${account}:product/${account}/default`,
    ...{ CreatedAt: "2026-01-01T00:00:00Z", UpdatedAt: "2026-01-01T00:00:00Z" },
    ...{ Title: "theirs", Description: "theirs", Resources: [{ Type: "Other", Id: "x" }] },
  };
  await hub.send(new BatchImportFindingsCommand({ Findings: [theirs] }));

  expect(await publish(1, "fail")).toMatchObject({ create: 130, unchanged: 0 });
  expect(await publish(2, "fail")).toMatchObject({ create: 0, update: 0, unchanged: 130 });
  expect(await publish(3, "pass", names.slice(1))).toMatchObject({ update: 129, archive: 1 });
  expect(await publish(4, "pass", names.slice(1))).toMatchObject({ update: 0, archive: 0 });

  expect(await held(hubIdOf("trail-1"))).toMatchObject({
    ...{ RecordState: "ACTIVE", Compliance: { Status: "PASSED" } },
    ...{ CreatedAt: "2026-01-15T01:00:00.000Z", UpdatedAt: "2026-01-15T03:00:00.000Z" },
  });
  expect(await held(hubIdOf("trail-0"))).toMatchObject({ RecordState: "ARCHIVED" });
  expect(await held("their/1")).toMatchObject(theirs);
});
