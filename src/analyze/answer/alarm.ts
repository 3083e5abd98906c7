import type { Account } from "../../model/facts/account.ts";
import type { AlarmPath } from "../../model/facts/alarm-path.ts";
import type { LogGroup } from "../../model/facts/log-group.ts";
import type { AlarmQuestion } from "../../model/question.ts";
import { wayThroughEventBridge } from "../alarm-path/event-rule.ts";
import { bestOf, broken, type Link, stateOf, unknown } from "../alarm-path/link.ts";
import { type Way, wayThrough } from "../alarm-path/path.ts";
import { undecided } from "./events.ts";

/** Whether someone is told of the events that one of the patterns matches. */
export function answerAlarm(account: Account, question: AlarmQuestion, asOf: Date): AlarmPath {
  const ways = question.patterns.flatMap((pattern) =>
    account.logGroups.$items.map((group: LogGroup) =>
      wayThrough(account, group, { pattern, question, asOf }),
    ),
  );
  const byAlarm = withUnseen(account, bestOf(ways.map((way) => way.links)) ?? [nowhere(account)]);
  const byRule =
    question.acceptEventBridge === true ? bestRule(account, question, asOf) : undefined;
  const links = byRule === undefined ? byAlarm : (bestOf([byAlarm, byRule]) ?? byAlarm);
  const way = ways.find((one) => one.links === links);
  const both = byRule === undefined ? [byAlarm] : [byAlarm, byRule];
  // Where both ways end, either could be mended.
  return toFacts(links, way, stateOf(links) === "broken" ? both : [links]);
}

const bestRule = (account: Account, question: AlarmQuestion, asOf: Date) =>
  bestOf(
    question.patterns.map((pattern) => wayThroughEventBridge(account, { pattern, question, asOf })),
  );

function nowhere(account: Account): Link {
  return account.trails.$items.length > 0
    ? broken("trail", "No trail sends to CloudWatch Logs.")
    : broken("trail", "There is no trail.");
}

/** A trail that could not be listed may lead on, unless it is known to record one Region only. */
function withUnseen(account: Account, links: readonly Link[]): readonly Link[] {
  const unseen = account.trails.$unseen.find(({ known }) => known?.isMultiRegionTrail !== false);
  if (unseen === undefined || stateOf(links) === "holds") return links;
  const says = "The trails could not all be listed.";
  return [unknown("trail", says, { fact: "account.trails", unknown: unseen })];
}

function toFacts(
  links: readonly Link[],
  way: Way | undefined,
  explained: readonly (readonly Link[])[],
): AlarmPath {
  const state = stateOf(links);
  const causes = links.flatMap((link) => link.causes);
  return {
    isComplete: state === "unknown" ? undecided(causes) : state === "holds",
    explanation: [...new Set(explained.map(explain))].join(" "),
    links: links.map(({ causes: _, ...link }) => link),
    ...(state === "broken" && way?.witness && { witness: way.witness }),
  };
}

function explain(links: readonly Link[]): string {
  const first =
    links.find(({ state }) => state === "broken") ?? links.find(({ state }) => state === "unknown");
  return first?.says ?? links.map(({ says }) => says).join(" ");
}
