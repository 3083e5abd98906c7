import { dangerous } from "./printable.ts";

/**
 * JSON on one line in which characters that drive a terminal or hide others are written as escapes.
 * Readers get back exactly what went in.
 */
export const escapedJson = (value: unknown): string =>
  JSON.stringify(value).replace(dangerous, (characters) =>
    characters
      .split("")
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
      .join(""),
  );
