import type { Fix } from "../model/policy.ts";
import { printable } from "./printable.ts";

/** The commands of a fix, one a line, each safe to show on a terminal. */
export const commandsOf = ({ cli = "" }: Pick<Fix, "cli">): string[] =>
  cli
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map(printable);
