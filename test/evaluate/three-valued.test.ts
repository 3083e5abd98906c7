import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judge } from "../../src/evaluate/judge.ts";
import { View } from "../../src/evaluate/view.ts";
import type { Status } from "../../src/model/finding.ts";
import type { Listing, Unknown } from "../../src/model/unknown.ts";
import { runEnvironment } from "../../src/policy/cel-environment.ts";
import { conditionCompiler } from "../../src/policy/condition.ts";

const compile = conditionCompiler(runEnvironment(() => false));
const denied = (): Unknown => ({ $unknown: "access-denied" });

/** Boolean facts of a trail; the items of the account's list have the same. */
const members = ["isOwned", "isMultiRegionTrail", "isLogging"] as const;
type Facts = { readonly [member in (typeof members)[number]]?: boolean | Unknown };
interface World {
  readonly trail: Facts;
  readonly trails: Listing<Facts>;
}

const fact = fc.constantFrom(true, false, denied());
const facts: fc.Arbitrary<Facts> = fc.record({
  isOwned: fact,
  isMultiRegionTrail: fact,
  isLogging: fact,
});
const world: fc.Arbitrary<World> = fc.record({
  trail: facts,
  trails: fc.record({
    $items: fc.array(facts, { maxLength: 2 }),
    $unseen: fc.array(fc.record({ ...factsOf(denied()) }), { maxLength: 1 }),
  }),
});

/** An item that was not seen: some of it may be certain all the same. */
function factsOf(unknown: Unknown) {
  return {
    $unknown: fc.constant(unknown.$unknown),
    known: fc.record({ isOwned: fc.boolean() }, { requiredKeys: [] }),
  };
}

/** Conditions over one trail: `v` names it. */
const over = (v: string): fc.Arbitrary<string> =>
  fc.letrec((tie) => ({
    condition: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.constantFrom(...members).map((member) => `${v}.${member}`),
      fc.constantFrom(...members).map((member) => `${v}.${member} == true`),
      tie("condition").map((inner) => `!(${inner})`),
      fc.tuple(tie("condition"), tie("condition")).map(([a, b]) => `(${a}) && (${b})`),
      fc.tuple(tie("condition"), tie("condition")).map(([a, b]) => `(${a}) || (${b})`),
      fc
        .tuple(tie("condition"), tie("condition"), tie("condition"))
        .map(([a, b, c]) => `((${a}) ? (${b}) : (${c}))`),
    ),
  })).condition as fc.Arbitrary<string>;

const aboutList = fc.oneof(
  over("t").map((inner) => `account.trails.exists(t, ${inner})`),
  over("t").map((inner) => `account.trails.all(t, ${inner})`),
  over("t").map((inner) => `account.trails.exists_one(t, ${inner})`),
  over("t").map((inner) => `account.trails.filter(t, ${inner}).size() == 0`),
  fc.constantFrom("account.trails.size() > 0", "size(account.trails) == 1"),
);

const condition = fc.oneof(
  over("trail"),
  fc.tuple(over("trail"), aboutList).map(([a, b]) => `(${a}) || (${b})`),
  fc.tuple(over("trail"), aboutList).map(([a, b]) => `(${a}) && !(${b})`),
);

function verdictOf(text: string, { trail, trails }: World): Status {
  const view = new View();
  const variables = {
    trail: view.of(trail, "Trail"),
    account: view.of({ trails }, "Account"),
  };
  return judge({
    policy: { pass: compile(text) },
    variables,
    view,
    subject: "trail",
    facts: () => [],
  }).status;
}

/** Every world that the known facts allow; a list with unseen items may have none, one or two more. */
function completions({ trail, trails }: World): World[] {
  const lists = trails.$items.reduce<readonly Facts[][]>(
    (made, item) => made.flatMap((list) => fill(item).map((filled) => [...list, filled])),
    [[]],
  );
  const more = trails.$unseen.flatMap(({ known = {} }) =>
    fill({ isOwned: denied(), isMultiRegionTrail: denied(), isLogging: denied(), ...known }),
  );
  const ends = [[], ...more.map((one) => [one]), ...more.map((one) => [one, one])];
  const allLists =
    trails.$unseen.length > 0
      ? lists.flatMap((list) => ends.map((end) => [...list, ...end]))
      : lists;
  return fill(trail).flatMap((filled) =>
    allLists.map((list) => ({ trail: filled, trails: { $items: list, $unseen: [] } })),
  );
}

const fill = (given: Facts): Facts[] =>
  members.reduce<Facts[]>(
    (made, member) =>
      made.flatMap((one) =>
        typeof given[member] === "boolean"
          ? [{ ...one, [member]: given[member] }]
          : [
              { ...one, [member]: true },
              { ...one, [member]: false },
            ],
      ),
    [{}],
  );

describe("what could not be seen", () => {
  test("never changes a verdict: a pass or fail holds in every world that the facts allow", () => {
    fc.assert(
      fc.property(condition, world, (text, given) => {
        const verdict = verdictOf(text, given);
        if (verdict === "unknown") return;
        for (const world of completions(given)) expect(verdictOf(text, world)).toBe(verdict);
      }),
      { numRuns: 500 },
    );
  });

  test("costs no verdict that does not hang on it", () => {
    const trail = { isOwned: true, isLogging: denied() };
    const trails = { $items: [{ isLogging: true }], $unseen: [denied()] };
    const decided: readonly (readonly [string, Status])[] = [
      ["trail.isOwned || trail.isLogging", "pass"],
      ["trail.isLogging || trail.isOwned", "pass"],
      ["trail.isLogging && !trail.isOwned", "fail"],
      ["account.trails.exists(t, t.isLogging)", "pass"],
      ["!account.trails.all(t, !t.isLogging)", "pass"],
      ["account.trails.all(t, t.isLogging)", "unknown"],
      ["account.trails.exists(t, !t.isLogging)", "unknown"],
      ["account.trails.size() == 1", "unknown"],
      ["trail.isLogging", "unknown"],
    ];
    for (const [text, expected] of decided) {
      expect([text, verdictOf(text, { trail, trails })]).toEqual([text, expected]);
    }
  });

  test("a fact that AWS does not give is an error of the policy, never false", () => {
    expect(verdictOf("trail.isLogging", { trail: {}, trails: { $items: [], $unseen: [] } })).toBe(
      "unknown",
    );
  });
});
