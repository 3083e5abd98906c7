import { counted } from "../../model/counted.ts";
import { type Diagnostic, Failure } from "../../model/failure.ts";

/** A mistake in a template, by where it stands in the source. */
export interface Spot {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly help?: string;
}

/** More are counted only. */
const mostShown = 50;

/** JSON may stand on one line of any length, which helps nobody. */
const longestExcerpt = 1000;

/** All mistakes at once, each with its line and column. */
export function refuse(
  code: string,
  { path, text }: { readonly path: string; readonly text: string },
  spots: readonly Spot[],
): Failure {
  const ordered = spots.toSorted((a, b) => a.start - b.start);
  const locate = locator(text);
  const diagnostics = ordered.slice(0, mostShown).map(
    ({ start, end, message, help }): Diagnostic => ({
      ...{ file: path, code, message },
      ...locate(start, end),
      ...(help !== undefined && { help }),
    }),
  );
  const [first] = diagnostics;
  const only = `line ${first?.line}, column ${first?.column}: ${first?.message}`;
  const what = spots.length === 1 ? only : counted(spots.length, "mistake");
  const rest = spots.length - diagnostics.length;
  return new Failure(code, `${path} is no template that can be read; ${what}.`, {
    diagnostics,
    ...(rest > 0 && { help: `The first ${mostShown} are shown.` }),
  });
}

/** Places come in order, so each line end is looked for once. */
function locator(text: string) {
  let [line, from] = [1, 0];
  return (start: number, end: number) => {
    for (;;) {
      const next = text.indexOf("\n", from);
      if (next < 0 || next >= start) break;
      line += 1;
      from = next + 1;
    }
    const lineEnd = text.indexOf("\n", from);
    const excerpt = text.slice(from, lineEnd < 0 ? undefined : lineEnd).replace(/\r$/, "");
    const column = start - from + 1;
    return {
      ...{ line, column },
      length: Math.max(1, Math.min(end - start, excerpt.length - column + 1)),
      ...(excerpt.length <= longestExcerpt && { excerpt }),
    };
  };
}
