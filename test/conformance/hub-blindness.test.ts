import { beforeAll, describe, expect, test } from "vitest";
import { check } from "../../src/check.ts";
import { demoAccount, demoWorld } from "../../src/emulator/demo-world.ts";
import type { World } from "../../src/emulator/world.ts";
import type { JsonObject } from "../../src/model/json.ts";
import type { AccountRecording, CallLine } from "../../src/model/recording.ts";
import type { Result } from "../../src/model/result.ts";
import { builtIn } from "../../src/policy/built-in.ts";
import { compilePolicies } from "../../src/policy/compile.ts";
import { desiredFindings } from "../../src/publish/desired.ts";
import { evaluatedScope } from "../../src/publish/evaluated-scope.ts";
import { planHub } from "../../src/publish/plan.ts";
import { record } from "../harness/recorded.ts";
import { goodAccount, goodWorld } from "../harness/worlds.ts";

const now = "2026-01-15T12:00:00.000Z";
const policies = await compilePolicies(builtIn.policies);

const judge = (recording: AccountRecording): Promise<Result> =>
  check({
    ...{ kind: "recording", policies, packs: [], accounts: [recording] },
    header: { kind: "recording", version: 1, tool: "test", startedAt: now },
    gate: { failOn: "low", allowUnknown: false },
  });

/** What would be archived of a hub that holds what `before` found. */
function archivedBy(before: Result, after: Result): string[] {
  const isEvaluated = evaluatedScope(after);
  const wanted = desiredFindings(after);
  return [...desiredFindings(before)].flatMap(([account, regions]) =>
    [...regions].flatMap(([region, held]) => {
      const { changes } = planHub({
        ...{ existing: held, desired: wanted.get(account)?.get(region) ?? new Map() },
        ...{ asOf: after.asOf, isEvaluated: (one) => isEvaluated(placeOf(one, account, region)) },
      });
      return changes.flatMap(({ action, finding }) =>
        action === "archive" ? [`${finding.Title} in ${region}`] : [],
      );
    }),
  );
}

const placeOf = (finding: JsonObject, account: string, region: string) => ({
  ...{ id: String(finding["Id"]), generator: String(finding["GeneratorId"]), account, region },
});

const refused = ({ output: _, error: __, ...question }: CallLine): CallLine => ({
  ...question,
  error: { code: "AccessDenied", message: "not authorized", status: 403 },
});

const worlds: readonly (readonly [string, World, account: string])[] = [
  ["a good account", goodWorld(now), goodAccount],
  ["an account with mistakes", demoWorld(now), demoAccount],
];

describe.each(worlds)("%s", (_name, world, account) => {
  let recording: AccountRecording;
  let whole: Result;
  let callNames: readonly string[];

  beforeAll(async () => {
    recording = await record(world, { account });
    whole = await judge(recording);
    callNames = [...new Set(recording.calls.map(nameOf))].sort();
  });

  /** The same account when calls are answered otherwise, or not at all. */
  const seenWith = (change: (call: CallLine) => readonly CallLine[]): Promise<Result> =>
    judge({ ...recording, calls: recording.calls.flatMap(change) });

  test("loses no finding to a permission that is missing", async () => {
    expect(callNames.length).toBeGreaterThan(30);
    for (const name of callNames) {
      const blind = await seenWith((call) => [nameOf(call) === name ? refused(call) : call]);
      expect({ name, archived: archivedBy(whole, blind) }).toEqual({ name, archived: [] });
    }
  });

  test("loses no finding to a Region that does not answer, or is left out", async () => {
    for (const region of recording.account.regions) {
      const blind = await seenWith((call) => [call.region === region ? refused(call) : call]);
      expect({ region, archived: archivedBy(whole, blind) }).toEqual({ region, archived: [] });
      const regions = recording.account.regions.filter((one) => one !== region);
      const part = await judge({
        ...recording,
        account: { ...recording.account, regions, regionsSkipped: [region] },
        calls: recording.calls.filter((call) => call.region !== region),
      });
      expect({ region, archived: archivedBy(whole, part) }).toEqual({ region, archived: [] });
    }
  });

  test("loses what is gone, when all of it was looked at", async () => {
    const { accounts, ...rest } = world;
    const emptied = accounts.map((one) => ({ ...one, trails: [] }));
    const gone = await judge(await record({ ...rest, accounts: emptied }, { account }));
    expect(archivedBy(whole, gone).length).toBeGreaterThan(10);
  });
});

const nameOf = ({ service, operation }: CallLine): string => `${service}:${operation}`;
