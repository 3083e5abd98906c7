import { printable } from "./printable.ts";

/** One line of text that Markdown shows as it is: no link, no image, no HTML, no heading. */
export const escapedMarkdown = (text: string): string =>
  printable(text.replaceAll(/\s+/g, " ").trim())
    .replace(/[\\`*_{}[\]()<>#!|~&]/g, "\\$&")
    .replace(/^([-+]|\d+(?=[.)]))/, "\\$1");
