import { describe, expect, test } from "vitest";
import type { Account } from "../../../src/model/facts/account.ts";
import type { LogGroup } from "../../../src/model/facts/log-group.ts";
import type { Trail, TrailStatus } from "../../../src/model/facts/trail.ts";
import { complete, type Unknown } from "../../../src/model/unknown.ts";
import { account, ask, denied, filter, group, trail } from "./given.ts";

const withTrail = (given: Partial<Trail>, own: Partial<Account> = {}): Account =>
  account({ trails: complete([trail(given)]), ...own });

const withoutKms: Partial<Trail> = {
  eventSelectors: [
    {
      kind: "basic",
      readWriteType: "All",
      includeManagementEvents: true,
      excludeManagementEventSources: ["kms.amazonaws.com"],
      dataResources: [],
      fields: [],
    },
  ],
};

const kms = "{ ($.eventSource = kms.amazonaws.com) && ($.eventName = DisableKey) }";

describe("a trail", () => {
  test.each<[string, Partial<Trail>, RegExp]>([
    ["that is switched off", { isLogging: false }, /it is switched off/],
    ["of one Region", { isMultiRegionTrail: false }, /in us-east-1: it records eu-west-1 only/],
    ["that records nothing", { eventSelectors: [] }, /^Trail main does not record/],
  ])("%s breaks the way at once", (_, given, says) => {
    const { outcome, links, explanation } = ask(withTrail(given));
    expect({ outcome, links }).toEqual({ outcome: "broken", links: ["trail broken"] });
    expect(explanation).toMatch(says);
  });

  test("that leaves a source out breaks the way of its events only", () => {
    const seen = withTrail(withoutKms, {
      logGroups: complete([group({ metricFilters: complete([filter({ filterPattern: "" })]) })]),
    });
    const told = ask(seen, { patterns: [kms] });
    expect({ outcome: told.outcome, links: told.links }).toEqual({
      ...{ outcome: "broken", links: ["trail broken"] },
    });
    expect(told.explanation).toContain("kms.amazonaws.com");
    expect(ask(seen).outcome).toBe("complete");
  });

  test.each<[string, Partial<Trail>, string]>([
    ["is switched on", { isLogging: denied }, "isLogging"],
    ["records everything", { eventSelectors: denied }, "eventSelectors"],
    ["records every Region", { isMultiRegionTrail: denied }, "isMultiRegionTrail"],
  ])("of which nobody knows whether it %s leaves the way unknown", (_, given, fact) => {
    const { outcome, links, causes } = ask(withTrail(given));
    expect(outcome).toBe("unknown");
    expect(links[0]).toBe("trail unknown");
    expect(causes).toContain(`account.trails[main].${fact} access-denied`);
  });

  test("that does not feed the log group is no help", () => {
    const elsewhere = { cloudWatchLogsLogGroupArn: `${group().arn}-other` };
    expect(ask(withTrail(elsewhere)).outcome).toBe("broken");
  });

  test("is needed", () => {
    const none = { trails: complete<Trail>([]), logGroups: complete<LogGroup>([]) };
    expect(ask(account(none))).toMatchObject({
      ...{ outcome: "broken", explanation: "There is no trail." },
    });
    expect(ask(account({ logGroups: complete([]) }))).toMatchObject({
      ...{ outcome: "broken", explanation: "No trail sends to CloudWatch Logs." },
    });
  });
});

describe("trails that could not be listed", () => {
  const unseen = (known?: Partial<Trail>): Account["trails"] => ({
    $items: [trail({ isLogging: false })],
    $unseen: [known ? { ...denied, known } : denied],
  });

  test("may lead on", () => {
    const { outcome, causes } = ask(account({ trails: unseen() }));
    expect({ outcome, causes }).toEqual({
      ...{ outcome: "unknown", causes: ["account.trails access-denied"] },
    });
  });

  test("do not, where they record one Region only", () => {
    const trails = unseen({ isMultiRegionTrail: false });
    expect(ask(account({ trails })).outcome).toBe("broken");
  });

  test("change nothing where the way is complete", () => {
    const trails = { $items: [trail()], $unseen: [denied] };
    expect(ask(account({ trails })).outcome).toBe("complete");
  });
});

describe("delivery to the log group", () => {
  const status = (given: Partial<TrailStatus>): Partial<Trail> => ({
    status: { ...(trail().status as TrailStatus), ...given },
  });

  test("that is refused breaks the way, with the error", () => {
    const { outcome, links, explanation } = ask(
      withTrail(status({ latestCloudWatchLogsDeliveryError: "AccessDeniedException" })),
    );
    expect(outcome).toBe("broken");
    expect(links).toEqual(["trail holds", "delivery broken"]);
    expect(explanation).toContain("AccessDeniedException");
  });

  test("that nobody may read is unknown", () => {
    const { outcome, causes } = ask(withTrail({ status: denied }));
    expect(outcome).toBe("unknown");
    expect(causes).toContain("account.trails[main].status access-denied");
  });
});

describe("the log group", () => {
  const withGroup = (given: Partial<LogGroup>): Account =>
    account({ logGroups: complete([group(given)]) });
  const foreign: Unknown = { $unknown: "cross-account", detail: "log group of 999988887777" };

  test.each<[string, Partial<LogGroup>, RegExp]>([
    ["does not exist", { exists: false }, /does not exist/],
    ["has no filters, by its class", { logGroupClass: "INFREQUENT_ACCESS" }, /INFREQUENT_ACCESS/],
    ["has none either", { logGroupClass: "DELIVERY" }, /DELIVERY/],
  ])("%s", (_, given, says) => {
    const { outcome, links, explanation } = ask(withGroup(given));
    expect(outcome).toBe("broken");
    expect(links).toEqual(["trail holds", "log group broken"]);
    expect(explanation).toMatch(says);
  });

  test.each<[string, Partial<LogGroup>, string]>([
    ["could not be read", { exists: denied }, "exists access-denied"],
    [
      "is of a class that could not be read",
      { logGroupClass: denied },
      "logGroupClass access-denied",
    ],
    [
      "is in another account",
      { accountId: "999988887777", exists: foreign, logGroupClass: foreign },
      "exists cross-account",
    ],
  ])("%s: unknown", (_, given, cause) => {
    const { outcome, causes } = ask(withGroup(given));
    expect(outcome).toBe("unknown");
    expect(causes).toContain(`account.logGroups[trail].${cause}`);
  });

  test("is unknown and the filters are broken: that is broken", () => {
    const { outcome, links } = ask(withGroup({ exists: denied, metricFilters: complete([]) }));
    expect(outcome).toBe("broken");
    expect(links.at(-1)).toBe("metric filter broken");
  });
});
