import type { Diagnostic } from "../model/failure.ts";
import type { Place } from "./yaml-places.ts";

/** A file that a user wrote. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** What is wrong, without where. */
export type Fault = Pick<Diagnostic, "code" | "message" | "help">;

/** The line that a position stands on, counted from 1. */
export const lineAt = (text: string, position: number): number =>
  text.slice(0, position).split("\n").length;

/** A mistake at a place of a file, with the line that holds it. */
export function diagnose({ path, text }: SourceFile, place: Place, fault: Fault): Diagnostic {
  const before = text.slice(0, place.start).split("\n");
  const line = before.length;
  const column = (before.at(-1)?.length ?? 0) + 1;
  const excerpt = text.split("\n")[line - 1] ?? "";
  const length = Math.max(1, Math.min(place.end - place.start, excerpt.length - column + 1));
  return { file: path, line, column, length, excerpt, ...fault };
}
