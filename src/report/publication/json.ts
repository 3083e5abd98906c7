import type { Publication } from "../../model/publication.ts";
import { escapedJson } from "../escaped-json.ts";
import { jsonList } from "../json-list.ts";

/** `trailwarden/publication/v1`: one member a line, then one change a line. */
export function* render({ entries, ...head }: Publication): Generator<string> {
  yield "{\n";
  for (const [member, value] of Object.entries(head)) {
    yield `${escapedJson(member)}: ${escapedJson(value)},\n`;
  }
  yield '"entries": ';
  yield* jsonList(entries.map(escapedJson));
  yield "\n}\n";
}
