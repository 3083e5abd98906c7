import type { JsonObject } from "../model/json.ts";
import type { Listing, Source } from "../model/unknown.ts";
import { type Calls, notCollected, refused, type Wanted } from "./calls.ts";

/** What all pages of a call list together; a page that was refused or never asked leaves it incomplete. */
export function readPages<T>(
  calls: Calls,
  wanted: Wanted,
  items: (output: JsonObject, source: Source) => readonly T[],
): Listing<T> {
  const answers = calls.all(wanted);
  const failed = answers.flatMap(({ error, source }) =>
    error === undefined ? [] : [refused(error, source)],
  );
  const neverAsked = notCollected({
    call: `${wanted.service}:${wanted.operation}`,
    region: wanted.region ?? "",
  });
  const last = answers.at(-1);
  const isCutOff = last === undefined || promisesMore(last.output);
  return {
    $items: answers.flatMap(({ output, source }) =>
      output === undefined ? [] : items(output, source),
    ),
    $unseen: isCutOff ? [...failed, neverAsked] : failed,
  };
}

const tokens = ["NextToken", "nextToken", "NextMarker"];

/** The last page that was recorded still names a next one: the run stopped in between. */
const promisesMore = (output: JsonObject | undefined): boolean =>
  tokens.some((token) => typeof output?.[token] === "string" && output[token] !== "");
