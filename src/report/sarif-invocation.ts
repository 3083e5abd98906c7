import { counted } from "../model/counted.ts";
import type { Gap, Result } from "../model/result.ts";
import { cut } from "./cut.ts";
import { printable } from "./printable.ts";
import { waiverNotes } from "./waiver-text.ts";

/** Of a kind; the rest is counted in one more. */
const notificationLimit = 100;

/** The run itself: whether it saw everything, and whatever a reader of the results should know. */
export function sarifInvocation({ accounts, gaps, waivers }: Result, leftOut: number): object {
  const partial = accounts.filter(({ status }) => status !== "complete");
  return {
    executionSuccessful: partial.length === 0,
    toolExecutionNotifications: [
      ...notifications("left-out", "warning", leftOut > 0 ? [leftOutText(leftOut)] : []),
      ...notifications(
        "account-not-complete",
        "error",
        partial.map(({ id, status }) => `Account ${id} was not seen wholly: ${status}.`),
      ),
      ...notifications("not-read", "warning", gaps.map(gapText)),
      ...notifications("waiver", "warning", waiverNotes(waivers)),
      ...notifications(
        "note",
        "note",
        accounts.flatMap(({ notes = [] }) => notes),
      ),
    ],
  };
}

function notifications(
  id: string,
  level: "error" | "warning" | "note",
  texts: readonly string[],
): object[] {
  const more = texts.length - notificationLimit;
  const shown = texts.slice(0, notificationLimit);
  return [...shown, ...(more > 0 ? [`And ${more} more of this kind.`] : [])].map((text) => ({
    descriptor: { id },
    level,
    message: { text: cut(printable(text), 1024) },
  }));
}

const leftOutText = (count: number): string =>
  `${counted(count, "result")} of least severity left out: GitHub takes no more in one file.`;

function gapText({ account, region, service, operation, code, permission }: Gap): string {
  const needs = permission ? `; it needs ${permission}` : "";
  return `${service}:${operation} in ${region} of ${account} was not answered: ${code}${needs}.`;
}
