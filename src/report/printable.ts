/**
 * Control characters, and characters that change the order or hide the presence of others: names
 * come from AWS or a file, and must neither drive a terminal nor pretend to be something else.
 */
export const dangerous =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to find
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;

/** The text with such characters written out: `\u{1b}`. Lone surrogates become U+FFFD. */
export const printable = (text: string): string =>
  text
    .toWellFormed()
    .replace(dangerous, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
