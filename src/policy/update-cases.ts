import type { PolicyCase } from "../model/policy.ts";
import type { SourceFile } from "./diagnostics.ts";
import { yamlPlaces } from "./yaml-places.ts";

/** A case of a policy, by its place in the list, and the verdict that it should expect. */
export interface Expectation {
  readonly index: number;
  readonly expect: PolicyCase["expect"];
}

/** The text of a policy file with other expectations; everything else stays as it is written. */
export function withExpectations(
  { text }: SourceFile,
  expectations: readonly Expectation[],
): string {
  const places = yamlPlaces(text);
  const changes = expectations.flatMap(({ index, expect }) => {
    const place = places.get(`/tests/${index}/expect`);
    return place === undefined ? [] : [{ ...place, expect }];
  });
  // From the end on, so that the places before it stay right.
  return changes
    .sort((a, b) => b.start - a.start)
    .reduce(
      (changed, { start, end, expect }) => changed.slice(0, start) + expect + changed.slice(end),
      text,
    );
}
