import type { PolicySource } from "../model/policy.ts";
import type { WaiverSource } from "../model/waiver.ts";
import { findPlace } from "./check-schema.ts";
import { type Fault, lineAt, type SourceFile } from "./diagnostics.ts";
import { suggest } from "./nearest.ts";
import { yamlPlaces } from "./yaml-places.ts";

/** A waiver as the file has it. */
export type WrittenWaiver = Omit<WaiverSource, "file" | "line">;

/** How far ahead a waiver may end, unless the configuration says otherwise. */
export const usualWaiverDays = 365;

/** What waivers are held to besides their schema. */
export interface WaiverRules {
  readonly policies: readonly PolicySource[];
  /** Days that a waiver may end ahead of `now`. */
  readonly maxDays: number;
  readonly now: Date;
}

type PlacedFault = Fault & { readonly pointer: string };

/** Everything that is wrong with waivers that keep to their schema. */
export function waiverMistakes(
  waivers: readonly WrittenWaiver[],
  rules: WaiverRules,
): PlacedFault[] {
  return waivers.flatMap((waiver, index) =>
    mistakesOf(waiver, rules).map((fault) => ({
      ...fault,
      pointer: `/waivers/${index}/${fault.pointer}`,
    })),
  );
}

const msPerDay = 86_400_000;

function mistakesOf(waiver: WrittenWaiver, { policies, maxDays, now }: WaiverRules): PlacedFault[] {
  const { policy, resource, resourceGlob, expires } = waiver;
  const ids = policies.map(({ id }) => id);
  const faults: PlacedFault[] = [];
  const add = (pointer: string, kind: string, message: string, help: string) =>
    faults.push({ pointer, code: `configuration/${kind}`, message, help });
  if (!ids.includes(policy)) {
    add("policy", "unknown-policy", `there is no policy "${policy}"`, suggest(policy, ids));
  }
  if (resource !== undefined && resourceGlob !== undefined) {
    const help = "Name one resource with resource, or several with resourceGlob.";
    add("resourceGlob", "invalid-waiver", `"resourceGlob" stands beside "resource"`, help);
  }
  if (resource?.includes("*")) {
    const help = "resource is taken to the letter; a pattern is a resourceGlob.";
    add("resource", "invalid-waiver", `"resource" holds a "*"`, help);
  }
  const end = new Date(expires).getTime();
  if (!isDay(expires, end)) {
    add("expires", "invalid-waiver", `"${expires}" is no day`, "Like 2026-01-31.");
  } else if (end > now.getTime() + maxDays * msPerDay) {
    const help = "waiverMaxDays in the configuration allows more.";
    add("expires", "invalid-waiver", `"expires" is more than ${maxDays} days ahead`, help);
  }
  return faults;
}

/** `Date` takes February 30 for March 2. */
const isDay = (day: string, time: number): boolean =>
  !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === day;

/** Waivers with the lines they stand on. */
export function placedWaivers(
  file: SourceFile,
  waivers: readonly WrittenWaiver[],
): readonly WaiverSource[] {
  const places = yamlPlaces(file.text);
  return waivers.map((waiver, index) => {
    const { start } = findPlace(places, `/waivers/${index}`);
    return { ...waiver, file: file.path, line: lineAt(file.text, start) };
  });
}
