import { printable } from "../printable.ts";

// As references: a backslash does not survive everywhere in a cell, nor keep an address from linking.
const special = /[\\`*_{}[\]<>#!|~&@:$]|www\./gi;

/** Text that Markdown shows as it is: no links, mentions, HTML, table cells or emphasis of its own. */
export const markdownText = (text: string): string =>
  printable(text).replace(special, (found) => `&#${found.codePointAt(0)};${found.slice(1)}`);
