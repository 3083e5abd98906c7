import { describe, expect, test } from "vitest";
import { answererOf } from "../../src/analyze/answer/answer.ts";
import { exampleAccount, exampleTime } from "../../src/evaluate/example-account.ts";
import type { AlarmPath } from "../../src/model/facts/alarm-path.ts";
import type { EventRule, EventTarget } from "../../src/model/facts/event-rule.ts";
import type { Region } from "../../src/model/facts/region.ts";
import type { Trail } from "../../src/model/facts/trail.ts";
import type { AlarmQuestion } from "../../src/model/question.ts";
import { complete, isUnknown, type Listing, type Unknown } from "../../src/model/unknown.ts";

const all = "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS";
const changesOfTrails =
  '{ $.eventSource = "cloudtrail.amazonaws.com" && ($.eventName = "StopLogging" || $.eventName = "DeleteTrail") }';
const signIns = '{ $.eventName = "ConsoleLogin" && $.errorMessage = "Failed authentication" }';
const iamChanges = '{ $.eventSource = "iam.amazonaws.com" && $.eventName = "DeleteUserPolicy" }';
const organizationChanges =
  '{ $.eventSource = "organizations.amazonaws.com" && $.eventName = "LeaveOrganization" }';
const rootUse =
  '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }';

const lambda = "arn:aws:lambda:eu-west-1:111122223333:function:page-us";
const topic = exampleAccount.topics.$items[0];
const topicTarget: EventTarget = {
  arn: topic?.arn ?? "",
  ...(topic && { topic }),
  topicUse: { topicArn: topic?.arn ?? "", policyAllows: true },
};

const rule = (pattern: object, given: Partial<EventRule> = {}): EventRule => ({
  arn: "arn:aws:events:eu-west-1:111122223333:rule/watch",
  name: "watch",
  region: "eu-west-1",
  isEnabled: true,
  state: "ENABLED",
  eventPattern: JSON.stringify(pattern),
  matches: { stopLogging: true, deleteTrail: true, updateTrail: true, putEventSelectors: true },
  targets: complete([topicTarget]),
  ...given,
});

const trailRule = {
  source: ["aws.cloudtrail"],
  "detail-type": ["AWS API Call via CloudTrail"],
  detail: { eventSource: ["cloudtrail.amazonaws.com"], eventName: ["StopLogging", "DeleteTrail"] },
};

interface Given {
  readonly rules?: readonly EventRule[];
  /** Of us-east-1; as the others, unless given. */
  readonly globalRules?: readonly EventRule[];
  readonly rulesUnseen?: readonly Unknown[];
  readonly regionsUnseen?: Listing<Region>["$unseen"];
  readonly trail?: Partial<Trail>;
  readonly trails?: readonly Trail[];
  readonly question?: Partial<AlarmQuestion>;
}

const [exampleTrail] = exampleAccount.trails.$items as readonly [Trail];

/** What is answered where EventBridge is the only way: nobody reads the log group. */
function answered(pattern: string, given: Given = {}): AlarmPath {
  const { rules = [], globalRules = rules, rulesUnseen = [], regionsUnseen = [] } = given;
  const regions = exampleAccount.regions.$items.map((region) => ({
    ...region,
    eventRules: {
      $items: (region.name === "us-east-1" ? globalRules : rules).map((one) => ({
        ...one,
        region: region.name,
      })),
      $unseen: rulesUnseen,
    },
  }));
  const account = {
    ...exampleAccount,
    regions: { $items: regions, $unseen: regionsUnseen },
    trails: complete(given.trails ?? [{ ...exampleTrail, ...given.trail }]),
    logGroups: complete([]),
  };
  const question = { patterns: [pattern], acceptEventBridge: true, ...given.question };
  return answererOf(account, new Date(exampleTime))({ kind: "alarm", question }) as AlarmPath;
}

const verdict = ({ isComplete }: AlarmPath): boolean | "unknown" =>
  isUnknown(isComplete) ? "unknown" : isComplete;

const firstDoubt = ({ links }: AlarmPath): string | undefined =>
  links.find(({ state }) => state !== "holds")?.name;

describe("an EventBridge rule", () => {
  test("counts where every Region has one that matches and reaches someone", () => {
    const path = answered(changesOfTrails, { rules: [rule(trailRule)] });
    expect(verdict(path)).toBe(true);
    expect(path.links.map(({ name }) => name)).toEqual([
      ...["trail", "event rule", "topic", "topic policy", "subscription"],
    ]);
  });

  test("counts for nothing where the policy does not accept it", () => {
    const question = { acceptEventBridge: false };
    expect(verdict(answered(changesOfTrails, { rules: [rule(trailRule)], question }))).toBe(false);
  });

  test("may share the events with others", () => {
    const one = (eventName: string) =>
      rule({ source: ["aws.cloudtrail"], detail: { eventName: [eventName] } }, { name: eventName });
    const rules = [one("StopLogging"), one("DeleteTrail")];
    expect(verdict(answered(changesOfTrails, { rules }))).toBe(true);
    const less = answered(changesOfTrails, { rules: rules.slice(0, 1) });
    expect(verdict(less)).toBe(false);
    expect(less.explanation).toContain(
      "No EventBridge rule in eu-west-1 matches cloudtrail.amazonaws.com DeleteTrail.",
    );
  });

  test("is wanted in each Region where the events occur", () => {
    const rules = [rule(trailRule)];
    const path = answered(changesOfTrails, { rules, globalRules: [] });
    expect(verdict(path)).toBe(false);
    expect(path.explanation).toContain("in us-east-1");
  });

  test("on a global service is wanted in us-east-1 only", () => {
    const globalRules = [
      rule({ source: ["aws.iam"], detail: { eventName: ["DeleteUserPolicy"] } }),
    ];
    expect(verdict(answered(iamChanges, { globalRules }))).toBe(true);
    expect(verdict(answered(iamChanges, { rules: globalRules, globalRules: [] }))).toBe(false);
  });

  test("on a service with one endpoint is undecided elsewhere", () => {
    const watching = [rule({ source: ["aws.organizations"] })];
    const globalOnly = answered(organizationChanges, { globalRules: watching });
    expect(verdict(globalOnly)).toBe("unknown");
    expect(globalOnly.explanation).toContain("not documented");
    expect(verdict(answered(organizationChanges, { rules: watching, globalRules: [] }))).toBe(
      false,
    );
    expect(verdict(answered(organizationChanges, { rules: watching }))).toBe(true);
  });

  test.each([
    ["is disabled", { state: "DISABLED", isEnabled: false }, false, "event rule"],
    ["has a state that AWS added later", { state: "PAUSED" }, "unknown", "event rule"],
    ["has no target", { targets: complete([]) }, false, "target"],
    [
      "has a target that tells perhaps someone",
      { targets: complete([{ arn: lambda }]) },
      "unknown",
      "target",
    ],
    [
      "has targets that were not read",
      { targets: { $items: [], $unseen: [{ $unknown: "access-denied" }] } },
      "unknown",
      "target",
    ],
    [
      "cannot publish to its topic",
      {
        targets: complete([
          { ...topicTarget, topicUse: { topicArn: topicTarget.arn, policyAllows: false } },
        ]),
      },
      false,
      "topic policy",
    ],
    [
      "has a topic that nobody read",
      { targets: complete([{ arn: topicTarget.arn }]) },
      "unknown",
      "target",
    ],
  ] as const)("that %s", (_, given, expected, link) => {
    const path = answered(changesOfTrails, { rules: [rule(trailRule, given)] });
    expect(verdict(path)).toBe(expected);
    expect(firstDoubt(path)).toBe(link);
  });

  test("with any target is enough where no subscription is wanted", () => {
    const rules = [rule(trailRule, { targets: complete([{ arn: lambda }]) })];
    const question = { requireSubscription: false };
    expect(verdict(answered(changesOfTrails, { rules, question }))).toBe(true);
  });

  test("that narrows by what the pattern leaves open is undecided", () => {
    const narrow = { ...trailRule, detail: { ...trailRule.detail, userAgent: ["console"] } };
    expect(verdict(answered(changesOfTrails, { rules: [rule(narrow)] }))).toBe("unknown");
    const failures = {
      ...trailRule,
      detail: { ...trailRule.detail, errorCode: [{ exists: true }] },
    };
    expect(verdict(answered(changesOfTrails, { rules: [rule(failures)] }))).toBe("unknown");
  });

  test("may narrow by what the pattern fixes", () => {
    const narrow = {
      detail: { eventName: ["ConsoleLogin"], errorMessage: ["Failed authentication"] },
    };
    expect(verdict(answered(signIns, { rules: [rule(narrow)] }))).toBe(true);
  });

  test("on signing in is undecided where AWS spells the type in two ways", () => {
    const type = (detailType: string) =>
      rule({ "detail-type": [detailType], detail: { eventName: ["ConsoleLogin"] } });
    const one = answered(signIns, { rules: [type("AWS Console Sign In via CloudTrail")] });
    expect(verdict(one)).toBe("unknown");
    expect(verdict(answered(signIns, { rules: [type("AWS API Call via CloudTrail")] }))).toBe(
      false,
    );
  });

  test.each([
    ["no trail", []],
    ["none that logs", [{ ...exampleTrail, isLogging: false }]],
  ] as const)("gets nothing with %s", (_, trails) => {
    const path = answered(changesOfTrails, { rules: [rule(trailRule)], trails });
    expect(verdict(path)).toBe(false);
    expect(firstDoubt(path)).toBe("trail");
  });

  test("may get what no trail records, which AWS does not say", () => {
    const single = { isMultiRegionTrail: false };
    const path = answered(changesOfTrails, { rules: [rule(trailRule)], trail: single });
    expect(verdict(path)).toBe("unknown");
    expect(firstDoubt(path)).toBe("trail");
  });

  test("may be one that could not be listed, or in a Region that was left out", () => {
    const denied = { $unknown: "access-denied" } as const;
    expect(verdict(answered(changesOfTrails, { rulesUnseen: [denied] }))).toBe("unknown");
    const regionsUnseen = [{ $unknown: "not-requested", detail: "in eu-west-3" } as const];
    const rules = [rule(trailRule)];
    expect(verdict(answered(changesOfTrails, { rules, regionsUnseen }))).toBe("unknown");
  });
});

describe("a rule on whatever someone does", () => {
  const root = { detail: { userIdentity: { type: ["Root"] } } };

  test("needs to get calls that only read", () => {
    expect(verdict(answered(rootUse, { rules: [rule(root, { state: all })] }))).toBe(true);
    const path = answered(rootUse, { rules: [rule(root)] });
    expect(verdict(path)).toBe(false);
    expect(path.explanation).toContain("does not get those of API calls that only read");
  });

  test("needs to get sign-ins too", () => {
    const calls = { ...root, "detail-type": ["AWS API Call via CloudTrail"] };
    const path = answered(rootUse, { rules: [rule(calls, { state: all })] });
    expect(verdict(path)).toBe(false);
  });

  test("of one service misses the others", () => {
    const ofIam = { ...root, source: ["aws.iam"] };
    const path = answered(rootUse, { rules: [rule(ofIam, { state: all })] });
    expect(verdict(path)).toBe(false);
    expect(path.explanation).toContain("matches ec2.amazonaws.com RunInstances");
  });

  test("that is no JSON is undecided", () => {
    const rules = [rule(root, { state: all, eventPattern: "{" })];
    expect(verdict(answered(rootUse, { rules }))).toBe("unknown");
  });
});
