/** Breaks a text into lines of at most `width` characters; a longer word is broken too. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").flatMap((part) => pieces(part, width))) {
    if (line === "") line = word;
    else if (line.length + 1 + word.length <= width) line += ` ${word}`;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}

/** A word in parts of at most `width` characters, its own parts whole where that is possible. */
function pieces(word: string, width: number): string[] {
  const found: string[] = [];
  let rest = word;
  while (rest.length > width) {
    const end = breakIn(rest.slice(0, width));
    found.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return [...found, rest];
}

/** Where a name, an ARN, an address or JSON has parts. */
const partEnd = /[./:,\]}&?=-]/;

/** A good place to break in the second half, else the end, though not inside of a character. */
function breakIn(start: string): number {
  for (let end = start.length; end > start.length / 2; end -= 1) {
    if (partEnd.test(start[end - 1] ?? "")) return end;
  }
  return start.length > 1 && /[\ud800-\udbff]$/.test(start) ? start.length - 1 : start.length;
}

/** The text in a column: `label` first, the rest of the lines below its end. */
export function column(label: string, text: string, columns: number): string[] {
  const indent = " ".repeat(label.length);
  return wrap(text, Math.max(20, columns - label.length)).map(
    (line, index) => (index === 0 ? label : indent) + line,
  );
}
