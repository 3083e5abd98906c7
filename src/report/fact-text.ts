import type { Evidence, Missing } from "../model/finding.ts";

/** The value of a fact as a person reads it. */
export const valueText = ({ value }: Pick<Evidence, "value">): string => {
  if (value === null) return "absent";
  return typeof value === "string" ? value : JSON.stringify(value);
};

/** Which fact is unknown, and why. */
export const unknownText = ({ fact, reason, detail }: Missing): string =>
  detail ? `${fact} is unknown: ${reason} (${detail})` : `${fact} is unknown: ${reason}`;
