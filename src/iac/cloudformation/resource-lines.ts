import { EVENT_ID, type Event, getScalarValue, parseEvents } from "js-yaml";

/** A mapping or sequence whose end has not come yet; a mapping without a key awaits one. */
interface Open {
  readonly isMapping: boolean;
  key?: string | undefined;
}

/** The line, counted from 1, of every key of the template's `Resources`. */
export function resourceLines(source: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  const lineOf = lineCounter(source);
  const open: Open[] = [];
  for (const event of parseEvents(source, {})) {
    const around = open.at(-1);
    const isKey = around?.isMapping === true && around.key === undefined;
    if (isKey && event.type === EVENT_ID.SCALAR) {
      around.key = getScalarValue(source, event);
      const isResource = open.length === 2 && open[0]?.key === "Resources";
      if (isResource) lines.set(around.key, lineOf(event.valueStart));
    } else pass(event, open);
  }
  return lines;
}

/** Opens or closes what an event opens or closes; after a value, the next key is awaited. */
function pass({ type }: Event, open: Open[]): void {
  if (type === EVENT_ID.DOCUMENT) return;
  if (type === EVENT_ID.MAPPING || type === EVENT_ID.SEQUENCE) {
    open.push({ isMapping: type === EVENT_ID.MAPPING });
    return;
  }
  if (type === EVENT_ID.POP) open.pop();
  const around = open.at(-1);
  if (around !== undefined) around.key = undefined;
}

/** Places come in order, so each line end is counted once. */
function lineCounter(source: string): (position: number) => number {
  let [line, at] = [1, 0];
  return (position) => {
    for (; at < position; at += 1) if (source[at] === "\n") line += 1;
    return line;
  };
}
