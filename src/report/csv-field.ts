import { printable } from "./printable.ts";

/** Spreadsheets run what begins so; where lists are separated by semicolons, so does a new cell. */
const formula = /(^|;)(?=\s*[=+\-@\uff1d\uff0b\uff0d\uff20|%])/g;

/**
 * A field of RFC 4180, always in quotes. Control characters are written out, so a record is a line;
 * an apostrophe keeps spreadsheets from taking text for a formula.
 */
export const csvField = (text: string): string =>
  `"${printable(text).replace(formula, "$1'").replaceAll('"', '""')}"`;
