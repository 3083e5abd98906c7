import type { Diff } from "../../model/diff.ts";

/** `trailwarden/diff/v1`: one member a line, then one finding a line. */
export function* render({ entries, ...head }: Diff): Generator<string> {
  yield "{\n";
  for (const [member, value] of Object.entries(head)) {
    yield `${JSON.stringify(member)}: ${JSON.stringify(value)},\n`;
  }
  yield '"entries": [';
  let separator = "\n";
  for (const entry of entries) {
    yield separator + JSON.stringify(entry);
    separator = ",\n";
  }
  yield entries.length === 0 ? "]\n}\n" : "\n]\n}\n";
}
