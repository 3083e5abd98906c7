import { expect, test } from "vitest";
import { answererOf } from "../../src/analyze/answer/answer.ts";
import { demoAccount, demoWorld } from "../../src/emulator/demo-world.ts";
import type { Fault } from "../../src/emulator/faults.ts";
import type { World } from "../../src/emulator/world.ts";
import { evaluate } from "../../src/evaluate/evaluate.ts";
import { accountFacts } from "../../src/facts/account.ts";
import type { Finding } from "../../src/model/finding.ts";
import { permissions } from "../../src/model/permissions.ts";
import { builtIn } from "../../src/policy/built-in.ts";
import { compilePolicies } from "../../src/policy/compile.ts";
import { verdicts } from "../harness/aws.ts";
import { record } from "../harness/recorded.ts";
import { goodAccount, goodWorld } from "../harness/worlds.ts";

const policies = await compilePolicies(builtIn.policies);
/** What one Region is asked, each is: two are enough, one of them the home of the trails. */
const onlyRegions = ["us-east-1", "eu-west-1"];
/** When recordings are made here. */
const now = "2026-01-15T12:00:00.000Z";

const accounts: readonly (readonly [string, string, World])[] = [
  ["good", goodAccount, goodWorld(now)],
  ["bad", demoAccount, demoWorld(now)],
];

/** Without these nothing can be seen at all; tests of their own say what happens then. */
const indispensable = ["sts:GetCallerIdentity"];

const calls = Object.entries(permissions).filter(([call]) => !indispensable.includes(call));

/** Denying one permission denies every call that needs it. */
const denials = [...new Set(calls.map(([, permission]) => permission))].map((permission) => ({
  permission,
  faults: calls
    .filter(([, needed]) => needed === permission)
    .map(([call]) => {
      const [service = "", operation = ""] = call.split(":");
      return { service, operation, kind: "deny" as const };
    }),
}));

for (const [name, account, world] of accounts) {
  test(`no single denied permission turns a verdict of the ${name} account around`, async () => {
    const judged = async (faults: readonly Fault[]): Promise<readonly Finding[]> => {
      const recording = await record(world, { account, faults, onlyRegions });
      return evaluate(accountFacts(recording).account, policies, {
        asOf: new Date(now),
        answererOf,
      });
    };
    const undisturbed = verdicts({ findings: await judged([]) });
    const surprises: string[] = [];
    for (const { permission, faults } of denials) {
      surprises.push(...turned(undisturbed, await judged(faults), permission));
    }
    expect(undisturbed.size).toBeGreaterThan(90);
    expect(surprises).toEqual([]);
  });
}

/** Verdicts that became another definite one, disappeared, or are unknown without naming what is missing. */
function turned(
  before: ReadonlyMap<string, string>,
  findings: readonly Finding[],
  permission: string,
): string[] {
  const after = verdicts({ findings });
  const changed = [...before].filter(
    ([key, status]) => after.has(key) && after.get(key) !== status && after.get(key) !== "unknown",
  );
  // A thing that can no longer be listed must be missed by a verdict that says so.
  const lost = [...before.keys()].filter((key) => {
    const [policy] = key.split(" ");
    const says = findings.some(
      (finding) => finding.policy === policy && finding.status === "unknown",
    );
    return !after.has(key) && !says;
  });
  const silent = findings.filter(
    ({ status, missing }) =>
      status === "unknown" &&
      !missing.some((one) => one.permission === permission || one.reason !== "access-denied"),
  );
  return [
    ...changed.map(([key, status]) => `${permission}: ${key} was ${status}, is ${after.get(key)}`),
    ...lost.map((key) => `${permission}: ${key} is gone`),
    ...silent.map(({ policy }) => `${permission}: ${policy} does not name the permission`),
  ];
}
