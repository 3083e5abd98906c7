import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { answererOf } from "../../src/analyze/answer/answer.ts";
import { evaluate } from "../../src/evaluate/evaluate.ts";
import { accountFacts } from "../../src/facts/account.ts";
import { changeOfTemplate } from "../../src/iac/cloudformation/change.ts";
import { readTemplate } from "../../src/iac/cloudformation/read-template.ts";
import type { Change, Declaration } from "../../src/iac/declaration.ts";
import { lift } from "../../src/iac/lift.ts";
import { type Resolved, unresolved } from "../../src/iac/resolved.ts";
import type { Finding } from "../../src/model/finding.ts";
import { builtIn } from "../../src/policy/built-in.ts";
import { compilePolicies } from "../../src/policy/compile.ts";

const policies = await compilePolicies(builtIn.policies, builtIn.conditions);
const path = "examples/cloudformation/baseline.yaml";
const deployment = { parameters: {}, region: "eu-west-1", account: "111122223333" };
const baseline = changeOfTemplate(readTemplate(path, readFileSync(path, "utf8")), deployment, path);

function judge(change: Change): ReadonlyMap<string, Finding> {
  const { account } = accountFacts(lift(change, "the template").recording);
  const asOf = new Date("2026-01-15T12:00:00Z");
  const findings = evaluate(account, policies, { asOf, answererOf });
  return new Map(findings.map((finding) => [`${finding.policy} ${finding.resource.id}`, finding]));
}

/** Every property by its resource, but for those that name one: what has no name is another thing. */
const places = baseline.declarations.flatMap(({ address, properties }) =>
  Object.keys(properties).map((property) => ({ address, property })),
);

const withProperty = (
  change: Change,
  { address, property }: (typeof places)[number],
  value: Resolved | undefined,
): Change => ({
  ...change,
  declarations: change.declarations.map((one): Declaration => {
    if (one.address !== address) return one;
    const { [property]: _, ...rest } = one.properties;
    return { ...one, properties: value === undefined ? rest : { ...rest, [property]: value } };
  }),
});

/** What a property may turn out to be: as it was, not there, or something else of its kind. */
function possibleValues(value: Resolved | undefined): readonly (Resolved | undefined)[] {
  const other: Resolved[] =
    typeof value === "boolean"
      ? [!value]
      : typeof value === "number"
        ? [1]
        : Array.isArray(value)
          ? [[]]
          : [];
  return [value, undefined, ...other];
}

const valueAt = ({ address, property }: (typeof places)[number]) =>
  baseline.declarations.find((one) => one.address === address)?.properties[property];

const opened = (change: Change, place: (typeof places)[number]): Change =>
  withProperty(change, place, unresolved(place.property));

const restored = (change: Change, place: (typeof places)[number]): Change =>
  withProperty(change, place, valueAt(place));

type Verdicts = ReadonlyMap<string, Finding>;

/** What was decided too early. A verdict on what turns out not to be used is gone, and no wrong one. */
const broken = (before: Verdicts, after: Verdicts): readonly string[] =>
  [...before].flatMap(([what, { status }]) => {
    const now = after.get(what)?.status;
    return status === "unknown" || now === undefined || now === status
      ? []
      : [`${what}: ${status}, then ${now}`];
  });

const named = new Set(["TrailName", "BucketName"]);

describe("what only the deployment settles", () => {
  const open = places.filter(({ property }) => !named.has(property));

  test("decides nothing, whatever it turns out to be", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(open, { minLength: 1, maxLength: 3 }), (chosen) => {
        const [place, ...others] = chosen;
        if (place === undefined) return;
        const before = judge(chosen.reduce(opened, baseline));
        for (const value of possibleValues(valueAt(place))) {
          const settled = others.reduce(restored, withProperty(baseline, place, value));
          expect(broken(before, judge(settled))).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  test("leaves the rest decided", () => {
    const place = { address: "Key", property: "EnableKeyRotation" };
    const before = judge(baseline);
    const after = judge(withProperty(baseline, place, unresolved("the parameter Rotate")));
    const changed = [...after].filter(([what, { status }]) => before.get(what)?.status !== status);
    expect(changed.map(([, { policy, status }]) => [policy, status])).toEqual([
      ["key-rotation", "unknown"],
    ]);
    expect(changed[0]?.[1].missing).toMatchObject([
      { fact: "key.rotationEnabled", reason: "unresolved", detail: "the parameter Rotate" },
    ]);
  });
});
