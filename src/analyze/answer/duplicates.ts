import type { Duplicate } from "../../model/coverage.ts";
import type { Account } from "../../model/facts/account.ts";
import type { EventCopies } from "../../model/facts/event-copies.ts";
import type { JsonObject } from "../../model/json.ts";
import { duplicateManagement } from "../coverage/duplicates.ts";
import { undecided } from "./events.ts";
import { nameIn, whereIn } from "./words.ts";

/** Whether management events are recorded more than once, and what AWS bills for it. */
export function answerDuplicates(account: Account): EventCopies {
  const { outcome, duplicates, missing, pricePer100000 } = duplicateManagement(account);
  const isSingle = outcome === "found" ? false : outcome === "none" ? true : undecided(missing);
  const copying = new Set(duplicates.flatMap(({ trails }) => trails));
  return {
    // That nothing is copied rests on what every trail records.
    trails: account.trails.$items.filter(({ arn }) => outcome !== "found" || copying.has(arn)),
    isSingle,
    explanation: explain(outcome, duplicates, pricePer100000),
    copies: duplicates.map(({ trails, regions, witness }) => ({
      trails,
      regions,
      witness: witness as unknown as JsonObject,
    })),
  };
}

function explain(
  outcome: "none" | "found" | "undetermined",
  duplicates: readonly Duplicate[],
  price: number,
): string {
  const [first] = duplicates;
  if (first === undefined) {
    return outcome === "none"
      ? "Each management event is recorded once."
      : "Which management events the trails record could not be decided.";
  }
  const [one, other] = first.trails.map(nameIn);
  return `${one} and ${other} record the same management events in ${whereIn(first.regions)}; AWS bills ${price} US dollars for 100,000 events of the second copy.`;
}
