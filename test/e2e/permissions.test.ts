import { expect, test } from "vitest";
import { demoAccount, demoWorld } from "../../src/emulator/demo-world.ts";
import type { World } from "../../src/emulator/world.ts";
import { permissions } from "../../src/model/permissions.ts";
import { type Checked, checkLive, verdicts } from "../harness/aws.ts";
import { everyPolicy } from "../harness/policy-ids.ts";
import { goodAccount, goodWorld } from "../harness/worlds.ts";

const words = everyPolicy;
const now = new Date().toISOString();

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
    const undisturbed = verdicts((await checkLive({ world }, { account, words })).result);
    const surprises: string[] = [];
    await inPairs(denials, async ({ permission, faults }) => {
      const checked = await checkLive({ world }, { account, faults, words });
      surprises.push(...turned(undisturbed, checked, permission));
    });
    expect(surprises).toEqual([]);
  }, 180_000);
}

/** Verdicts that became another definite one, disappeared, or are unknown without naming what is missing. */
function turned(
  before: ReadonlyMap<string, string>,
  { result }: Checked,
  permission: string,
): string[] {
  const after = verdicts(result);
  const changed = [...before].filter(
    ([key, status]) => after.has(key) && after.get(key) !== status && after.get(key) !== "unknown",
  );
  // A thing that can no longer be listed must be missed by a verdict that says so.
  const lost = [...before.keys()].filter((key) => {
    const [policy] = key.split(" ");
    const says = result.findings.some(
      (finding) => finding.policy === policy && finding.status === "unknown",
    );
    return !after.has(key) && !says;
  });
  const silent = result.findings.filter(
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

/** Two command lines at a time, one for each core. */
async function inPairs<T>(items: readonly T[], use: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const work = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await use(item);
  };
  await Promise.all([work(), work()]);
}
