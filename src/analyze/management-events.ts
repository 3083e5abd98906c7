import type { EventRecord } from "../model/coverage.ts";
import type { EventSelector } from "../model/facts/event-selector.ts";
import type { ManagementEvents } from "../model/facts/trail.ts";
import { boxesOf } from "./coverage/box.ts";
import { isInside } from "./coverage/evaluator.ts";
import { anyOf, type Truth } from "./coverage/truth.ts";

/** Stands for every event source that no selector names. */
const anyOtherSource = "any-other-service.amazonaws.com";

/**
 * What the union of a trail's selectors records of the management events; undefined when a selector
 * narrows them by something that AWS does not document for management events of trails.
 */
export function managementEvents(
  selectors: readonly EventSelector[],
): ManagementEvents | undefined {
  const sources = [...new Set(selectors.flatMap(namedSources))].sort();
  const boxes = boxesOf(selectors);
  const recorded = (readOnly: boolean, source: string): Truth =>
    anyOf(boxes.map((box) => isInside(box, managementEvent(readOnly, source))));
  const verdicts = [true, false].map((readOnly) => ({
    others: recorded(readOnly, anyOtherSource),
    named: sources.map((source) => recorded(readOnly, source)),
  }));
  if (verdicts.some(({ others, named }) => [others, ...named].includes("unknown"))) {
    return undefined;
  }
  const [reads, writes] = verdicts;
  return {
    recordsReads: reads?.others === true,
    recordsWrites: writes?.others === true,
    excludedEventSources: sources.filter((_, index) =>
      verdicts.some(({ others, named }) => others === true && named[index] === false),
    ),
  };
}

const managementEvent = (readOnly: boolean, eventSource: string): EventRecord => ({
  ...{ eventCategory: "Management", awsRegion: "", recipientAccountId: "" },
  ...{ eventSource, readOnly },
});

function namedSources(selector: EventSelector): readonly string[] {
  if (selector.kind === "basic") return selector.excludeManagementEventSources;
  return selector.fields
    .filter(({ field }) => field === "eventSource")
    .flatMap(({ equals, notEquals }) => [...equals, ...notEquals]);
}
