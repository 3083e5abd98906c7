import { describe, expect, test } from "vitest";
import type { LogGroup, MetricFilter } from "../../../src/model/facts/log-group.ts";
import { isObject } from "../../../src/model/json.ts";
import { complete } from "../../../src/model/unknown.ts";
import {
  account,
  alarm,
  ask,
  both,
  deletes,
  denied,
  filter,
  group,
  metric,
  stops,
  type Told,
  withFilter,
} from "./given.ts";

const withFilters = (...filters: MetricFilter[]) =>
  account({ logGroups: complete([group({ metricFilters: complete(filters) })]) });

const eventName = ({ witness }: Told): unknown =>
  isObject(witness) ? witness["eventName"] : undefined;

const deadAlarm = complete([alarm({ name: "Dead", actionsEnabled: false })]);
const openAlarm = complete([alarm({ name: "Open", metrics: [metric({ statistic: "p99" })] })]);
const first = (pattern: string, given: Partial<MetricFilter> = {}) =>
  filter({ filterName: "First", filterPattern: pattern, ...given });
const second = (pattern: string, given: Partial<MetricFilter> = {}) =>
  filter({ filterName: "Second", filterPattern: pattern, ...given });

describe("one metric filter", () => {
  test("that matches more than was asked for will do", () => {
    expect(ask(withFilter({ filterPattern: '{ $.eventName = "*" }' })).outcome).toBe("complete");
    expect(ask(withFilter({ filterPattern: "" })).outcome).toBe("complete");
  });

  test("that matches less breaks the way, with an event that gets lost", () => {
    const told = ask(withFilter({ filterPattern: stops }));
    expect(told.outcome).toBe("broken");
    expect(told.links.at(-1)).toBe("metric filter broken");
    expect(told.explanation).toMatch(/^No metric filter of trail matches every such event/);
    expect(eventName(told)).toBe("DeleteTrail");
  });

  test("with && in place of || holds every name and matches nothing", () => {
    const filterPattern = both.replace("||", "&&");
    const told = ask(withFilter({ filterPattern }));
    expect(told.outcome).toBe("broken");
    expect(["StopLogging", "DeleteTrail"]).toContain(eventName(told));
  });

  test("that sees events as a transformer changed them is not decided", () => {
    const told = ask(withFilter({ applyOnTransformedLogs: true }));
    expect(told.outcome).toBe("unknown");
    expect(told.causes[0]).toMatch(/filterPattern undecidable$/);
  });

  test("whose pattern is none, by the documented syntax, is no way that holds", () => {
    expect(ask(withFilter({ filterPattern: "{ $.eventName = " })).outcome).not.toBe("complete");
  });

  test("whose alarm is dead shows that link, and the event", () => {
    const told = ask(withFilter({ alarms: deadAlarm }));
    expect(told.outcome).toBe("broken");
    expect(told.links.at(-1)).toBe("action broken");
    expect(told.explanation).toBe("The actions of alarm Dead are switched off.");
    expect(eventName(told)).toBeDefined();
  });

  test("whose alarms could not all be read is not condemned", () => {
    const unread = { $items: [], $unseen: [denied] };
    expect(ask(withFilter({ alarms: unread }))).toMatchObject({ outcome: "unknown" });
    expect(ask(withFilter({ alarms: unread })).causes[0]).toMatch(/alarms access-denied$/);
    const dead = { $items: deadAlarm.$items, $unseen: [denied] };
    expect(ask(withFilter({ alarms: dead })).outcome).toBe("unknown");
    const good = { $items: [alarm()], $unseen: [denied] };
    expect(ask(withFilter({ alarms: good })).outcome).toBe("complete");
  });
});

describe("several metric filters", () => {
  test("count together", () => {
    const told = ask(withFilters(first(stops), second(deletes)));
    expect(told.outcome).toBe("complete");
    expect(told.links.filter((link) => link === "metric filter holds")).toHaveLength(2);
    expect(told.links.filter((link) => link === "subscription holds")).toHaveLength(2);
  });

  test("count only with the alarm behind each: the events of a dead one get lost", () => {
    const told = ask(withFilters(first(stops), second(deletes, { alarms: deadAlarm })));
    expect(told.outcome).toBe("broken");
    expect(told.explanation).toBe("The actions of alarm Dead are switched off.");
    expect(eventName(told)).toBe("DeleteTrail");
  });

  test("are undecided where one of those that are needed is", () => {
    const told = ask(withFilters(first(stops), second(deletes, { alarms: openAlarm })));
    expect(told.outcome).toBe("unknown");
    expect(told.explanation).toContain("p99");
  });

  test("are decided where one that matches everything leads on, whatever the others do", () => {
    const told = ask(
      withFilters(
        first(both, { alarms: deadAlarm }),
        second(both),
        first(stops, { alarms: openAlarm }),
      ),
    );
    expect(told.outcome).toBe("complete");
    expect(told.explanation).toContain("Metric filter Second matches them.");
    expect(told.explanation).not.toContain("Metric filter First");
  });

  test("are told of only as far as they are needed", () => {
    const told = ask(withFilters(first(stops), second(both)));
    expect(told.outcome).toBe("complete");
    expect(told.explanation).toContain("Metric filter Second matches them.");
    expect(told.explanation).not.toContain("Metric filter First");
  });

  test("that are no more than none break the way", () => {
    const told = ask(withFilters());
    expect(told.outcome).toBe("broken");
    expect(told.explanation).toBe("Log group trail has no metric filter.");
    // Without a filter every event is an example.
    expect(told.links.at(-1)).toBe("metric filter broken");
  });

  test("that could not be listed may match, unless one that was will do", () => {
    const listed = (...filters: MetricFilter[]) =>
      account({
        logGroups: complete([group({ metricFilters: { $items: filters, $unseen: [denied] } })]),
      });
    expect(ask(listed())).toMatchObject({
      outcome: "unknown",
      causes: ["account.logGroups[trail].metricFilters access-denied"],
    });
    expect(ask(listed(first(stops))).outcome).toBe("unknown");
    expect(ask(listed(first(both))).outcome).toBe("complete");
  });
});

describe("several patterns", () => {
  test("are alternatives: one will do", () => {
    const seen = withFilter({ filterPattern: deletes });
    expect(ask(seen, { patterns: [stops] }).outcome).toBe("broken");
    expect(ask(seen, { patterns: [stops, deletes] }).outcome).toBe("complete");
    expect(ask(seen, { patterns: [stops, both] }).outcome).toBe("broken");
  });
});

describe("several log groups", () => {
  const good = group();
  const empty = group({ metricFilters: complete([]) });
  const infrequent = group({ logGroupClass: "INFREQUENT_ACCESS" });
  const denyingClass = group({ logGroupClass: denied });

  test.each<[string, readonly LogGroup[], Told["outcome"]]>([
    ["one that works is enough", [empty, good], "complete"],
    ["also behind one that may", [denyingClass, good], "complete"],
    ["one that may is better than one that does not", [empty, denyingClass], "unknown"],
    ["none that works", [infrequent, empty], "broken"],
  ])("%s", (_, logGroups, outcome) => {
    expect(ask(account({ logGroups: complete(logGroups) })).outcome).toBe(outcome);
    expect(ask(account({ logGroups: complete(logGroups.toReversed()) })).outcome).toBe(outcome);
  });

  test("of which none works show the one that leads farthest", () => {
    const { explanation } = ask(account({ logGroups: complete([infrequent, empty]) }));
    expect(explanation).toBe("Log group trail has no metric filter.");
  });

  test("do not count together: a filter in each is a way for half of the events", () => {
    const half = (pattern: string) =>
      group({ metricFilters: complete([filter({ filterPattern: pattern })]) });
    const told = ask(account({ logGroups: complete([half(stops), half(deletes)]) }));
    // Both groups get every event here, so that somebody is told of each; that is not asked for.
    expect(told.outcome).toBe("broken");
  });
});
