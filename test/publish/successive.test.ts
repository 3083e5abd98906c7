import fc from "fast-check";
import { expect, test } from "vitest";
import { securityhub } from "../../src/emulator/apis/securityhub.ts";
import { heldFindings } from "../../src/emulator/hub-findings.ts";
import type { World } from "../../src/emulator/world.ts";
import { type Finding, type Status, statuses } from "../../src/model/finding.ts";
import type { JsonObject } from "../../src/model/json.ts";
import type { Result, ResultAccount } from "../../src/model/result.ts";
import { builtIn } from "../../src/policy/built-in.ts";
import { meaningOf } from "../../src/publish/meaning.ts";
import { isDelivered, publish } from "../../src/publish/publish.ts";
import { asffFindings } from "../../src/report/asff-findings.ts";
import { account, findingOn, hubWorld, judgedAccount } from "../harness/hub.ts";
import { callsTo, type Trouble } from "../harness/hub-in-process.ts";
import { resultOf } from "../harness/results.ts";

const names = ["a", "b", "c", "d"] as const;
const regions = ["eu-west-1", "us-east-1"] as const;
const policies = ["trail-log-validation", "bucket-access-logging"] as const;

/** The verdict on each thing; undefined where it is not there. */
type Verdicts = readonly (Status | undefined)[];

const things = policies.flatMap((policy) =>
  names.map((name, index) => ({ policy, name, region: regions[index % 2] ?? "eu-west-1" })),
);

const verdicts: fc.Arbitrary<Verdicts> = fc.array(
  fc.option(fc.constantFrom(...statuses), { nil: undefined }),
  { minLength: things.length, maxLength: things.length },
);

const run = fc.record({
  verdicts,
  status: fc.constantFrom<ResultAccount["status"]>("complete", "complete", "failed", "cut-off"),
  judged: fc.constantFrom<readonly string[]>(policies, policies, [policies[0]]),
  looked: fc.constantFrom<readonly string[]>(regions, regions, [regions[0]]),
  isPartlyListed: fc.boolean(),
});

type Run = typeof run extends fc.Arbitrary<infer Value> ? Value : never;

function resultAt(hour: number, { verdicts: found, judged, looked, ...rest }: Run): Result {
  const findings = things.flatMap(({ policy, name, region }, index): Finding[] => {
    const status = found[index];
    const isJudged = judged.includes(policy) && looked.includes(region);
    if (status === undefined || !isJudged) return [];
    return [findingOn(`${policy} ${name}`, { policy, region, status })];
  });
  const resource = { type: "AWS::::Account", id: `AWS::::Account:${account}`, name: account };
  const unseen = findingOn("unseen", { status: "unknown", region: "us-east-1", resource });
  const all = rest.isPartlyListed ? [...findings, unseen] : findings;
  const skipped = regions.filter((region) => !looked.includes(region));
  return resultOf(all, {
    asOf: new Date(Date.UTC(2026, 0, 15, hour)).toISOString(),
    policies: builtIn.policies.filter(({ id }) => judged.includes(id)),
    accounts: [judgedAccount({ status: rest.status, regions: looked, regionsSkipped: skipped })],
  });
}

const troubles = fc.array(
  fc.constantFrom<Trouble>("none", "none", "lost", "answer-lost", "throttled", "denied"),
  { maxLength: 8 },
);

/** The same recording judged by other policies or waivers has the same time. */
const hour = fc.constantFrom(1, 2);

async function publishIn(world: World, result: Result, failing: readonly Trouble[] = []) {
  const { call, calls } = callsTo(world, account, failing);
  const publication = await publish({
    ...{ result, tool: { name: "trailwarden", version: "0" }, open: () => ({ call }) },
    ...{ onlyRegions: [], isDryRun: false },
  });
  return { publication, writes: calls.filter(({ operation }) => operation.startsWith("Batch")) };
}

const stateOf = (world: World): Map<string, JsonObject> =>
  new Map(
    (world.accounts[0]?.hubs ?? [])
      .flatMap((hub) => heldFindings(hub))
      .map((finding) => [String(finding["Id"]), finding]),
  );

const theirId = "other/1";

/** A finding of another tool in the same product, and what a customer says of ours. */
function othersIn(world: World): void {
  const caller = { account, region: "eu-west-1", accessKeyId: "test" };
  const product = `arn:aws:securityhub:eu-west-1:${account}:product/${account}/default`;
  const ours = stateOf(world);
  const [example] = asffFindings(resultOf([findingOn("example")]));
  const theirs = { ...example, Id: theirId, GeneratorId: "other", ProductArn: product };
  securityhub.handlers.get("BatchImportFindings")?.({ Findings: [theirs] }, caller, world);
  const edit = securityhub.handlers.get("BatchUpdateFindings");
  for (const { Id, ProductArn, Region } of ours.values()) {
    const input = { FindingIdentifiers: [{ Id, ProductArn }], ...customers };
    edit?.(input as JsonObject, { ...caller, region: String(Region) }, world);
  }
}

const customers = {
  Note: { Text: "seen", UpdatedBy: "someone" },
  UserDefinedFields: { ticket: "SEC-7" },
  VerificationState: "BENIGN_POSITIVE",
  Workflow: { Status: "SUPPRESSED" },
  Severity: { Label: "LOW" },
  Criticality: 7,
};

/** Every finding of the result is held as it says, and is as old as it was. */
function expectDesired({ before, after, second }: Lived): void {
  for (const wanted of asffFindings(second)) {
    const held = after.get(wanted.Id) as JsonObject;
    const earlier = before.get(wanted.Id);
    expect(meaningOf(held)).toBe(meaningOf(wanted));
    expect(held["CreatedAt"]).toBe(earlier?.["CreatedAt"] ?? second.asOf);
    expect(held["FirstObservedAt"]).toBe(earlier?.["FirstObservedAt"] ?? second.asOf);
  }
}

/** What the result does not report is archived where it is gone for sure, and left alone otherwise. */
function expectRest({ before, after, second, two }: Lived): void {
  const reported = new Set([...asffFindings(second)].map(({ Id }) => Id));
  for (const [id, held] of before) {
    if (reported.has(id) || id === theirId) continue;
    const state = isGone(two, held) ? "ARCHIVED" : held["RecordState"];
    expect(after.get(id)?.["RecordState"]).toBe(state);
  }
  const all = new Set([...before.keys(), ...reported]);
  expect([...after.keys()].sort()).toEqual([...all].sort());
}

function expectOthersKept({ before, after }: Lived): void {
  expect(after.get(theirId)).toEqual(before.get(theirId));
  for (const [id, held] of before) {
    if (id === theirId) continue;
    for (const member of Object.keys(customers)) {
      expect(after.get(id)?.[member]).toEqual(held[member]);
    }
  }
}

interface Lived {
  readonly before: ReadonlyMap<string, JsonObject>;
  readonly after: ReadonlyMap<string, JsonObject>;
  readonly second: Result;
  readonly two: Run;
}

test("whatever fails on the way, a rerun brings the hub to what the run found, and to no more", async () => {
  await fc.assert(
    fc.asyncProperty(
      run,
      troubles,
      run,
      troubles,
      hour,
      async (one, failing, two, failingToo, at) => {
        const world = hubWorld();
        const [first, second] = [resultAt(1, one), resultAt(at, two)];
        await publishIn(world, first, failing);
        await publishIn(world, first);
        expect(stateOf(world).size).toBe([...asffFindings(first)].length);
        othersIn(world);
        const before = stateOf(world);
        await publishIn(world, second, failingToo);
        const { publication } = await publishIn(world, second);
        expect(isDelivered(publication)).toBe(true);
        const lived: Lived = { before, after: stateOf(world), second, two };
        expectDesired(lived);
        expectRest(lived);
        expectOthersKept(lived);
        expect((await publishIn(world, second)).writes).toEqual([]);
      },
    ),
    { numRuns: 300 },
  );
});

/** Said once more, and otherwise than the code says it. */
function isGone({ status, judged, looked, isPartlyListed }: Run, held: JsonObject): boolean {
  const isTrail = held["GeneratorId"] === "trailwarden/trail-log-validation";
  if (status !== "complete" || !looked.includes(String(held["Region"]))) return false;
  if (isTrail) return !isPartlyListed;
  return judged.length === 2 && looked.length === 2;
}
