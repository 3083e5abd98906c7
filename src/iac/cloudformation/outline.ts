import { EVENT_ID, type Event, getScalarValue, type ScalarEvent } from "js-yaml";
import type { Spot } from "./mistakes.ts";
import { isKnownTag, nearestTag } from "./short-forms.ts";

/** A stretch of the source, and what is wrong with it if anything is. */
interface Key {
  readonly start: number;
  readonly end: number;
}

/** Where the upper keys of a template stand, and what a parser would stop at, one after the other. */
export interface Outline {
  /** By path: `Resources`, `Resources/Trail`, `Resources/Trail/Type`. */
  readonly keys: ReadonlyMap<string, Key>;
  readonly mistakes: readonly Spot[];
}

/** A mapping or sequence whose end has not come yet; a mapping without a key awaits one. */
interface Open {
  readonly path: string;
  /** Absent in a sequence. */
  readonly seen?: Set<string>;
  key?: string | undefined;
}

/** Paths of more parts are needed by nobody. */
const deepest = 3;

/** Reads the parser's events once. */
export function outlineOf(source: string, events: readonly Event[]): Outline {
  const keys = new Map<string, Key>();
  const mistakes: Spot[] = [];
  const open: Open[] = [];
  const take = (around: Open, { valueStart: start, valueEnd: end }: ScalarEvent, key: string) => {
    if (around.seen?.has(key)) mistakes.push({ start, end, ...twice });
    around.seen?.add(key);
    around.key = key;
    if (open.length <= deepest) keys.set(pathIn(around), { start, end });
  };
  for (const event of events) {
    mistakes.push(...faultsOf(source, event));
    const around = awaitsKey(open.at(-1));
    const isKey = around !== undefined && event.type === EVENT_ID.SCALAR;
    if (isKey) take(around, event, getScalarValue(source, event));
    else pass(event, open);
  }
  return { keys, mistakes };
}

const twice = { message: "this key stands here twice", help: "Only one of them would be read." };

/** The innermost collection, if it is a mapping that waits for a key. */
const awaitsKey = (around: Open | undefined): Open | undefined =>
  around?.seen !== undefined && around.key === undefined ? around : undefined;

const pathIn = ({ path, key = "" }: Open): string => (path === "" ? key : `${path}/${key}`);

/** Opens or closes what an event opens or closes; after a value, the next key is awaited. */
function pass({ type }: Event, open: Open[]): void {
  if (type === EVENT_ID.DOCUMENT) return;
  const around = open.at(-1);
  if (type === EVENT_ID.MAPPING || type === EVENT_ID.SEQUENCE) {
    const path = around === undefined || open.length > deepest ? "" : pathIn(around);
    open.push({ path, ...(type === EVENT_ID.MAPPING && { seen: new Set() }) });
    return;
  }
  if (type === EVENT_ID.POP) open.pop();
  const outer = open.at(-1);
  if (outer !== undefined) outer.key = undefined;
}

function faultsOf(source: string, event: Event): readonly Spot[] {
  if (event.type === EVENT_ID.ALIAS) {
    const [start, end] = [event.anchorStart - 1, event.anchorEnd];
    const help = "CloudFormation takes no aliases; write the value out.";
    return [{ start, end, message: "this is an alias (*name)", help }];
  }
  if (!("tagStart" in event) || event.tagStart < 0) return [];
  const [start, end] = [event.tagStart, event.tagEnd];
  const tag = source.slice(start, end);
  if (isKnownTag(tag)) return [];
  const near = nearestTag(tag);
  const help = near === undefined ? "Its short forms are those of Fn::…" : `Did you mean ${near}?`;
  return [{ start, end, message: `CloudFormation knows no tag ${tag}`, help }];
}
