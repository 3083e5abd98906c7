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

function pieces(word: string, width: number): string[] {
  if (word.length <= width) return [word];
  return [word.slice(0, width), ...pieces(word.slice(width), width)];
}

/** The text in a column: `label` first, the rest of the lines below its end. */
export function column(label: string, text: string, columns: number): string[] {
  const indent = " ".repeat(label.length);
  return wrap(text, Math.max(20, columns - label.length)).map(
    (line, index) => (index === 0 ? label : indent) + line,
  );
}
