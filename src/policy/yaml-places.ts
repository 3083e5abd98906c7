import {
  EVENT_ID,
  type Event,
  type MappingEvent,
  parseEvents,
  type ScalarEvent,
  type SequenceEvent,
} from "js-yaml";

/** A stretch of the source, zero-based and end-exclusive. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** Where every value stands, by JSON pointer; a key by the pointer of its value and `#key`. */
export type Places = ReadonlyMap<string, Place>;

/** Finds the places of a source that parses. Only used once something is wrong with it. */
export function yamlPlaces(source: string): Places {
  const finder = new PlaceFinder(source);
  for (const event of parseEvents(source, {})) finder.see(event);
  return finder.places;
}

/** A mapping or sequence whose end has not come yet. */
interface Open {
  readonly pointer: string;
  readonly isMapping: boolean;
  key: string | undefined;
  index: number;
}

class PlaceFinder {
  readonly places = new Map<string, Place>();
  readonly #source: string;
  readonly #open: Open[] = [];

  constructor(source: string) {
    this.#source = source;
  }

  see(event: Event): void {
    switch (event.type) {
      case EVENT_ID.SCALAR:
        if (this.#awaitsKey()) this.#takeKey(event);
        else this.#takeValue(event);
        break;
      case EVENT_ID.MAPPING:
      case EVENT_ID.SEQUENCE:
        this.#begin(event);
        break;
      case EVENT_ID.POP:
        this.#open.pop();
        this.#advance();
        break;
      default:
        break;
    }
  }

  #awaitsKey(): boolean {
    const last = this.#open.at(-1);
    return last?.isMapping === true && last.key === undefined;
  }

  #takeKey({ valueStart: start, valueEnd: end }: ScalarEvent): void {
    const last = this.#open.at(-1);
    if (last === undefined) return;
    last.key = this.#source.slice(start, end);
    this.places.set(`${this.#pointer()}#key`, { start, end });
  }

  #takeValue({ valueStart: start, valueEnd: end }: ScalarEvent): void {
    this.places.set(this.#pointer(), { start, end });
    this.#advance();
  }

  #begin({ start, type }: MappingEvent | SequenceEvent): void {
    const pointer = this.#pointer();
    this.places.set(pointer, { start, end: start + 1 });
    const isMapping = type === EVENT_ID.MAPPING;
    this.#open.push({ pointer, isMapping, key: undefined, index: 0 });
  }

  /** The pointer of the value that comes next. */
  #pointer(): string {
    const last = this.#open.at(-1);
    if (last === undefined) return "";
    const name = last.isMapping ? (last.key ?? "") : String(last.index);
    return `${last.pointer}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
  }

  /** The innermost collection has got its value and waits for the next. */
  #advance(): void {
    const last = this.#open.at(-1);
    if (last === undefined) return;
    last.key = undefined;
    last.index += 1;
  }
}

/**
 * Where a stretch of a scalar's value stands in the source. Folding, quoting and indentation change
 * white space and quotes only, so the rest of the characters keep their order.
 */
export function placeInScalar(source: string, scalar: Place, value: string, part: Place): Place {
  let at = scalar.start;
  let start: number | undefined;
  for (let index = 0; index < Math.min(part.end, value.length); index += 1) {
    while (at < scalar.end && source[at] !== value[index]) at += 1;
    if (index === part.start) start = at;
    at += 1;
  }
  const from = start ?? at;
  return { start: from, end: Math.max(from + 1, at) };
}
