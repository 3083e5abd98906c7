/** What another tool and we say of one thing. */
export interface Row {
  readonly name: string;
  readonly theirs: string;
  readonly ours: string;
  readonly agrees: boolean;
  /** How it was judged, where that is not as the policy is delivered. */
  readonly judged?: string | undefined;
  /** Why we say something else, or what else there is to know. */
  readonly why?: string | undefined;
}

/** Rows for people to read, with how many there are of each kind. */
export function table(title: string, rows: readonly Row[]): string {
  const agreed = rows.filter(({ agrees }) => agrees).length;
  const width = Math.max(...rows.map(({ theirs }) => theirs.length));
  return [
    `\n${title}: ${agreed} agree, ${rows.length - agreed} differ for a reason`,
    ...rows.flatMap(({ name, theirs, ours, agrees, judged, why }) => [
      `  ${agrees ? "agree " : "differ"}  ${theirs.padEnd(width)}  ${ours.padEnd(14)}  ${name}${judged ? ` (${judged})` : ""}`,
      ...(why === undefined ? [] : [`          ${why}`]),
    ]),
    "",
  ].join("\n");
}
