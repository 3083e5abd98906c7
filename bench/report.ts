/** One measured figure, and what it may be. */
export interface Row {
  readonly what: string;
  /** The limit it is a multiple of. */
  readonly against?: string;
  readonly measured: number;
  readonly unit: "×" | "MB" | "calls" | "";
  readonly budget?: number;
}

/** A table for a person, one row a figure. */
export function report(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(({ what }) => what.length));
  return rows
    .map(({ what, against, measured, unit, budget }) => {
      const shown = `${figure(measured)} ${unit}`.trim().padStart(12);
      const within = budget === undefined ? "" : `  ≤ ${budget} ${unit}`.trimEnd();
      const verdict = budget === undefined || measured <= budget ? "" : "  EXCEEDED";
      return `${what.padEnd(width)}${shown}${within}${against ? `  of ${against}` : ""}${verdict}\n`;
    })
    .join("");
}

const figure = (value: number): string =>
  value < 100 ? value.toFixed(2) : Math.round(value).toLocaleString("en-US");
