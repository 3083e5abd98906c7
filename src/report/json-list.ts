/** A JSON list of texts that are JSON already, one a line. */
export function* jsonList(items: Iterable<string>): Generator<string> {
  yield "[";
  let separator = "\n";
  for (const item of items) {
    yield separator + item;
    separator = ",\n";
  }
  yield separator === "\n" ? "]" : "\n]";
}

/** A JSON object, one member a line, the last of which is a list with one item a line. */
export function* jsonObject(
  head: object,
  name: string,
  items: Iterable<unknown>,
): Generator<string> {
  yield "{\n";
  for (const [member, value] of Object.entries(head)) {
    yield `${JSON.stringify(member)}: ${JSON.stringify(value)},\n`;
  }
  yield `${JSON.stringify(name)}: `;
  yield* jsonList(written(items));
  yield "\n}\n";
}

function* written(items: Iterable<unknown>): Generator<string> {
  for (const item of items) yield JSON.stringify(item);
}
