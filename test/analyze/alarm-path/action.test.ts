import { describe, expect, test } from "vitest";
import { complete } from "../../../src/model/unknown.ts";
import { alarm, alarmName, ask, composite, denied, topic, withAlarm, withTopic } from "./given.ts";

const confirmed = { protocol: "email", endpoint: "contact:1", isConfirmed: true };
const pending = { ...confirmed, isConfirmed: false };
const none = complete([]);

describe("what an alarm does", () => {
  test("a way that holds ends at whoever receives it", () => {
    const { outcome, links, explanation } = ask(withAlarm({}));
    expect(outcome).toBe("complete");
    expect(links[0]).toBe("trail holds");
    expect(links.at(-1)).toBe("subscription holds");
    expect(explanation).toMatch(/A confirmed email subscription receives it\.$/);
  });

  test("nothing, because its actions are switched off", () => {
    const { outcome, links, explanation } = ask(withAlarm({ actionsEnabled: false }));
    expect({ outcome, last: links.at(-1) }).toEqual({ outcome: "broken", last: "action broken" });
    expect(explanation).toBe(`The actions of alarm ${alarmName} are switched off.`);
  });

  test("nothing, because it has none", () => {
    const { outcome, links, explanation } = ask(withAlarm({ alarmActions: [], topics: none }));
    expect({ outcome, last: links.at(-1) }).toEqual({ outcome: "broken", last: "action broken" });
    expect(explanation).toBe(`Alarm ${alarmName} does nothing when it goes off.`);
  });

  test("something of which nobody knows whom it tells, which is asked only if that matters", () => {
    const page = "arn:aws:ssm-incidents::111122223333:response-plan/page";
    const seen = withAlarm({ alarmActions: [page], topics: none });
    expect(ask(seen)).toMatchObject({
      outcome: "unknown",
      causes: [`account.alarms[${alarmName}].alarmActions undecidable`],
    });
    expect(ask(seen).explanation).toContain(page);
    expect(ask(seen, { requireSubscription: false }).outcome).toBe("complete");
  });
});

describe("its topic", () => {
  test.each([
    ["is gone", { exists: false }, "broken", "topic broken", /does not exist/],
    ["could not be read", { exists: denied }, "unknown", "topic unknown", /could not be read/],
    [
      "has no subscription",
      { subscriptions: none },
      "broken",
      "subscription broken",
      /none at all/,
    ],
    [
      "has one that was never confirmed",
      { subscriptions: complete([pending]) },
      "broken",
      "subscription broken",
      /no confirmed subscription: 1 not confirmed/,
    ],
    [
      "has subscriptions that could not be listed",
      { subscriptions: { $items: [pending], $unseen: [denied] } },
      "unknown",
      "subscription unknown",
      /could not be read/,
    ],
    [
      "has a confirmed one, and others that could not be listed",
      { subscriptions: { $items: [confirmed], $unseen: [denied] } },
      "complete",
      "subscription holds",
      /confirmed email subscription/,
    ],
  ])("%s", (_, given, outcome, link, says) => {
    const told = ask(withTopic(given));
    expect(told.outcome).toBe(outcome);
    expect(told.links).toContain(link);
    expect(told.explanation).toMatch(says);
    if (outcome === "unknown") {
      expect(told.causes[0]).toMatch(/^account\.topics\[security\]\.\w+ access-denied$/);
    }
  });

  test("matters only if a subscription is asked for", () => {
    const seen = withTopic({ subscriptions: none });
    expect(ask(seen, { requireSubscription: false })).toMatchObject({ outcome: "complete" });
  });

  test("may be one of several, of which one will do", () => {
    const deaf = topic({ name: "deaf", subscriptions: none });
    const topics = complete([deaf, topic()]);
    const alarmActions = topics.$items.map(({ arn }) => arn);
    expect(ask(withAlarm({ topics, alarmActions })).outcome).toBe("complete");
    const gone = complete([deaf, topic({ exists: false })]);
    expect(ask(withAlarm({ topics: gone, alarmActions })).outcome).toBe("broken");
  });
});

describe("a composite alarm that acts in its place", () => {
  const silent = { actionsEnabled: false };
  const through = (alarmRule: string, given: Parameters<typeof composite>[1] = {}) =>
    ask(withAlarm({ ...silent, compositeAlarms: complete([composite(alarmRule, given)]) }));

  test.each([
    [`ALARM("${alarmName}")`, "complete"],
    [`ALARM(${alarm().arn})`, "complete"],
    [`ALARM("${alarmName}") OR ALARM("other")`, "complete"],
    [`ALARM("${alarmName}") AND NOT ALARM("other")`, "complete"],
    [`NOT ALARM("${alarmName}")`, "broken"],
    [`OK("${alarmName}")`, "broken"],
    ["FALSE", "broken"],
    ["TRUE", "broken"],
    [`ALARM("${alarmName}" OR`, "unknown"],
  ])("%s: %s", (rule, outcome) => {
    const told = through(rule);
    expect(told.outcome).toBe(outcome);
    if (outcome === "complete") expect(told.links).toContain("composite alarm holds");
    if (outcome === "unknown") expect(told.explanation).toMatch(/rule .* is not understood/);
  });

  test("and needs another alarm too is no way that holds", () => {
    const told = through(`ALARM("${alarmName}") AND ALARM("other")`);
    expect(told.outcome).not.toBe("complete");
  });

  test("has actions and a topic of its own, which may fail too", () => {
    const rule = `ALARM("${alarmName}")`;
    expect(through(rule, silent)).toMatchObject({
      outcome: "broken",
      explanation: "The actions of alarm all are switched off.",
    });
    const deaf = complete([topic({ subscriptions: none })]);
    expect(through(rule, { topics: deaf })).toMatchObject({ outcome: "broken" });
    expect(through(rule, { topics: deaf }).links).toContain("subscription broken");
  });

  test("does not spoil what the alarm does itself", () => {
    const compositeAlarms = complete([composite("FALSE")]);
    expect(ask(withAlarm({ compositeAlarms })).outcome).toBe("complete");
  });
});
