import { isUnknown } from "../../model/unknown.ts";
import type { Resolved } from "../resolved.ts";
import type { Output } from "./answer.ts";
import type { Identified } from "./lifting.ts";

/** The selectors that a trail is given; undefined where it is given none. */
export function selectorsOf({ properties }: Identified): Output | undefined {
  const { EventSelectors, AdvancedEventSelectors } = properties;
  const isThere = (value: Resolved | undefined): boolean =>
    isUnknown(value) || (Array.isArray(value) && value.length > 0);
  if (isThere(AdvancedEventSelectors)) return { AdvancedEventSelectors };
  return isThere(EventSelectors) ? { EventSelectors } : undefined;
}
