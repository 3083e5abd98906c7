import type { JsonObject } from "../model/json.ts";
import { isUnknown, type Listing, type Source } from "../model/unknown.ts";
import { type Answer, type Calls, notAsked, notReturned, refused, type Wanted } from "./calls.ts";
import { unlessUnresolved } from "./read.ts";

/** What all pages of a call list together; a page that was refused or never asked leaves it incomplete. */
export function readPages<T>(
  calls: Calls,
  wanted: Wanted,
  items: (output: JsonObject, source: Source) => readonly T[] | undefined,
): Listing<T> {
  const answers = calls.all(wanted);
  const failed = answers.flatMap(({ error, source }) =>
    error === undefined ? [] : [refused(error, source)],
  );
  const neverAsked = notAsked(calls, {
    call: `${wanted.service}:${wanted.operation}`,
    region: wanted.region ?? "",
  });
  const pages = answers.flatMap(({ output, source }) =>
    output === undefined
      ? []
      : [unlessUnresolved(source, () => items(output, source)) ?? notReturned(source)],
  );
  const unseen = [...failed, ...pages.filter(isUnknown)];
  return {
    $items: pages.flatMap((page) => (isUnknown(page) ? [] : page)),
    $unseen: isCutOff(answers) ? [...unseen, neverAsked] : unseen,
  };
}

/**
 * What is declared ends no list: more may be there, unless the change makes the thing that the list is
 * about.
 */
function isCutOff(answers: readonly Answer[]): boolean {
  if (answers.some(({ endsList }) => endsList)) return false;
  const last = answers.findLast(({ isDeclared }) => !isDeclared);
  return last === undefined || promisesMore(last.output);
}

const tokens = ["NextToken", "nextToken", "NextMarker", "Marker"];

/** The last page that was recorded still names a next one: the run stopped in between. */
const promisesMore = (output: JsonObject | undefined): boolean =>
  tokens.some((token) => typeof output?.[token] === "string" && output[token] !== "");
