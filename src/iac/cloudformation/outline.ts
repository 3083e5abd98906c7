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
  /** It stands where a key should. */
  readonly isKey?: boolean;
}

/** Paths of more parts are needed by nobody. */
const deepest = 3;

/** Reads the parser's events once. */
export function outlineOf(source: string, events: readonly Event[]): Outline {
  const reader = new OutlineReader(source);
  for (const event of events) reader.see(event);
  return reader;
}

class OutlineReader implements Outline {
  readonly keys = new Map<string, Key>();
  readonly mistakes: Spot[] = [];
  readonly #source: string;
  readonly #open: Open[] = [];

  constructor(source: string) {
    this.#source = source;
  }

  see(event: Event): void {
    this.mistakes.push(...faultsOf(this.#source, event));
    const around = awaitsKey(this.#open.at(-1));
    if (around === undefined) pass(event, this.#open, false);
    else if (event.type === EVENT_ID.SCALAR) this.#take(around, event);
    else this.#notTaken(event);
  }

  #take(around: Open, event: ScalarEvent): void {
    const key = getScalarValue(this.#source, event);
    const place = { start: event.valueStart, end: event.valueEnd };
    if (around.seen?.has(key)) this.mistakes.push({ ...place, ...twice });
    around.seen?.add(key);
    around.key = key;
    if (this.#open.length <= deepest) this.keys.set(pathIn(around), place);
  }

  /** The end of the mapping, or something that is no name. */
  #notTaken(event: Event): void {
    const isKey = "start" in event;
    if (isKey) this.mistakes.push({ start: event.start, end: event.start + 1, ...complex });
    pass(event, this.#open, isKey);
  }
}

const complex = {
  message: "a mapping or list stands where a name should",
  help: "A text that begins with a brace stands in quotes.",
};

const twice = { message: "this key stands here twice", help: "Only one of them would be read." };

/** The innermost collection, if it is a mapping that waits for a key. */
const awaitsKey = (around: Open | undefined): Open | undefined =>
  around?.seen !== undefined && around.key === undefined ? around : undefined;

const pathIn = ({ path, key = "" }: Open): string => (path === "" ? key : `${path}/${key}`);

/** Opens or closes what an event opens or closes. */
function pass({ type }: Event, open: Open[], isKey: boolean): void {
  const isMapping = type === EVENT_ID.MAPPING;
  if (isMapping || type === EVENT_ID.SEQUENCE) {
    const path = pathWithin(open);
    open.push({ path, isKey, ...(isMapping && { seen: new Set() }) });
  } else if (type !== EVENT_ID.DOCUMENT) {
    awaitNext(open, type === EVENT_ID.POP ? open.pop() : undefined);
  }
}

function pathWithin(open: readonly Open[]): string {
  const around = open.length > deepest ? undefined : open.at(-1);
  return around === undefined ? "" : pathIn(around);
}

/** After a value, the next key is awaited; after something in a key's place, its value. */
function awaitNext(open: readonly Open[], closed: Open | undefined): void {
  const outer = open.at(-1);
  if (outer !== undefined) outer.key = closed?.isKey === true ? "" : undefined;
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
