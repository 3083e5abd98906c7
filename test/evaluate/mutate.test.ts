import { isDeepStrictEqual } from "node:util";
import { describe, expect, test } from "vitest";
import { answererOf } from "../../src/analyze/answer/answer.ts";
import { managementEvents } from "../../src/analyze/management-events.ts";
import { evaluate } from "../../src/evaluate/evaluate.ts";
import { exampleAccount, exampleTime } from "../../src/evaluate/example-account.ts";
import { mutate } from "../../src/evaluate/mutate/mutate.ts";
import { mutationsOf } from "../../src/evaluate/mutate/mutations.ts";
import { recallOf } from "../../src/evaluate/mutate/recall.ts";
import { workbenchOf } from "../../src/evaluate/mutate/workbench.ts";
import type { Account } from "../../src/model/facts/account.ts";
import type { PolicySource } from "../../src/model/policy.ts";
import type { AnswererOf } from "../../src/model/question.ts";
import { builtIn } from "../../src/policy/built-in.ts";
import { compileTested } from "../../src/policy/compile.ts";

const asOf = new Date(exampleTime);
const analyses = { answererOf, managementEventsOf: managementEvents };
const mutations = mutationsOf(exampleAccount, asOf);

const source = (given: Partial<PolicySource>): PolicySource => ({
  id: "my-policy",
  title: "Trails are fine",
  severity: "low",
  scope: "trail",
  pass: "trail.isLogging",
  message: "Trail {{trail.name}} is not fine.",
  risk: "None.",
  fix: { text: "None." },
  controls: {},
  references: [],
  tests: [{ name: "the example", expect: "pass" }],
  ...given,
});

const report = async (given: Partial<PolicySource>, answers: AnswererOf = answererOf) =>
  mutate(await compileTested([source(given)]), { ...analyses, answererOf: answers });

describe("a policy that", () => {
  test("notices what it should has nothing against it", async () => {
    const found = await report({});
    expect(found).toMatchObject({ neverFails: [], unrelated: [], broken: [], fromCases: [] });
    expect(found.idle).toContain("Trail.name");
    expect(found.idle).not.toContain("TrailStatus.isLogging");
  });

  test("can never fail is found", async () => {
    const pass = "trail.isLogging || !trail.isLogging";
    expect((await report({ pass })).neverFails).toEqual(["my-policy"]);
  });

  test("applies to nothing is found", async () => {
    expect((await report({ when: "trail.name == ''" })).neverFails).toEqual(["my-policy"]);
  });

  test("fails for a fact that its question does not rest on is found", async () => {
    const misled: AnswererOf = (account) => () => {
      const [trail] = account.trails.$items;
      const tags = trail?.tags ?? {};
      return { isCovered: trail?.isLogging === true && "owner" in tags, explanation: "", gaps: [] };
    };
    const ask = { events: { category: "Management" } };
    const found = await report({ scope: "account", ask, pass: "coverage.isCovered" }, misled);
    expect(found.neverFails).toEqual([]);
    expect(found.unrelated).toEqual([
      { policy: "my-policy", change: "account.trails[main].tags: emptied" },
    ]);
  });

  test("reads an optional fact unasked is found", async () => {
    const found = await report({ pass: "trail.kmsKeyId.startsWith('arn:')" });
    expect(found.broken).toEqual([
      { policy: "my-policy", change: "account.trails[main].kmsKeyId: removed" },
    ]);
  });

  test("waits for a parameter is judged from a case that gives it", async () => {
    const found = await report({
      pass: "params.owner == '' || ('owner' in trail.tags && trail.tags.owner == params.owner)",
      params: { owner: "" },
      tests: [
        { name: "nobody in particular", expect: "pass" },
        { name: "security", params: { owner: "security" }, expect: "pass" },
      ],
    });
    expect(found.fromCases).toEqual([{ policy: "my-policy", name: "security" }]);
    expect(found.neverFails).toEqual([]);
  });
});

describe("a change", () => {
  const tried = (path: string, says: string, look: (account: Account) => unknown): unknown => {
    const mutation = mutations.find((one) => one.path === path && one.says === says);
    if (mutation === undefined) throw new Error(`there is no change ${path}: ${says}`);
    const bench = workbenchOf(exampleAccount, managementEvents);
    bench.change(mutation);
    return look(bench.account);
  };

  test("is taken back wholly, and the example stays as it is", () => {
    const before = structuredClone(exampleAccount);
    const bench = workbenchOf(exampleAccount, managementEvents);
    for (const mutation of mutations) {
      const { facts } = bench.change(mutation);
      expect(facts.size, `${mutation.path}: ${mutation.says}`).toBeGreaterThan(0);
      bench.restore();
      expect(isDeepStrictEqual(bench.account, before), mutation.path).toBe(true);
    }
    expect(exampleAccount).toEqual(before);
  });

  test("of a status changes the trail that has it", () => {
    const says = "true → false";
    const look = ({ trails }: Account) => trails.$items.map(({ isLogging }) => isLogging);
    expect(tried("account.trails[main].status.isLogging", says, look)).toEqual([false]);
  });

  test("of a selector changes what it records of management events", () => {
    const path = "account.trails[main].eventSelectors[0].readWriteType";
    const look = ({ trails }: Account) => trails.$items[0]?.managementEvents;
    expect(tried(path, '"All" → "ReadOnly"', look)).toEqual({
      recordsReads: true,
      recordsWrites: false,
      excludedEventSources: [],
    });
  });

  test("of a name goes with the thing behind it", () => {
    const look = ({ trails, keys }: Account) => [trails.$items[0]?.key, keys.$items];
    expect(tried("account.trails[main].kmsKeyId", "removed", look)).toEqual([undefined, []]);
  });

  test("of a topic's ARN is one everywhere", () => {
    const arn = "arn:aws:sns:eu-west-1:111122223333:security";
    const { path = "", says = "" } = mutations.find(({ fact }) => fact === "Topic.arn") ?? {};
    const text = tried(path, says, (account) => JSON.stringify(account)) as string;
    expect(text).not.toContain(`"${arn}"`);
    expect(text).toContain('"snsTopicArn":"something-else"');
  });

  test("is judged with remembered answers as it is without", async () => {
    const asking = (await compileTested(builtIn.policies)).filter(({ ask }) => ask !== undefined);
    const bench = workbenchOf(exampleAccount, managementEvents);
    const recall = recallOf(exampleAccount, asOf, answererOf);
    const verdicts = (answers: AnswererOf) =>
      evaluate(bench.account, asking, { asOf, answererOf: answers }).map(
        ({ policy, status }) => `${policy} ${status}`,
      );
    for (const mutation of mutations.filter((_, index) => index % 15 === 0)) {
      const { places } = bench.change(mutation);
      expect(verdicts(recall(places)), mutation.path).toEqual(verdicts(answererOf));
      bench.restore();
    }
  });
});
