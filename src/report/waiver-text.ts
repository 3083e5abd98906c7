import type { Waiver } from "../model/finding.ts";
import type { WaiverOutcome } from "../model/waiver.ts";

/** Why, who, where it was decided, and until when. */
export const waiverText = ({ reason, owner, ticket, expires }: Waiver): string =>
  [reason, owner, ticket, `until ${expires}`].filter(Boolean).join(", ");

const sayings = {
  expired: "expired and waives nothing any more",
  unused: "meets no failure",
  "not-judged": "could not be told: what it is about was not judged, or is unknown",
} as const;

/** What became of the waivers that somebody should look at, in a sentence each. */
export const waiverNotes = (waivers: readonly WaiverOutcome[] = []): string[] =>
  waivers.flatMap((waiver) => {
    if (waiver.state === "used") return [];
    const { policy, file, line, state } = waiver;
    return [`${policy} (${file}:${line}; ${waiverText(waiver)}): ${sayings[state]}.`];
  });
