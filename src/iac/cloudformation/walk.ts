import type { Json, JsonObject } from "../../model/json.ts";

/** What a thing needs, by its name. */
type Needs = (value: Json | undefined) => Iterable<string>;

/** One circle for each group that has any; each thing is looked at once. */
export function cyclesIn(section: JsonObject, needs: Needs): readonly (readonly string[])[] {
  const walk = new Walk(section, needs);
  for (const id of Object.keys(section)) walk.from(id);
  return walk.cycles;
}

/** Goes from each thing to those that it needs. It keeps its own path: the chain may be long. */
class Walk {
  readonly cycles: (readonly string[])[] = [];
  readonly #done = new Set<string>();
  readonly #path: { readonly id: string; readonly rest: Iterator<string> }[] = [];
  readonly #places = new Map<string, number>();
  readonly #section: JsonObject;
  readonly #needs: Needs;

  constructor(section: JsonObject, needs: Needs) {
    this.#section = section;
    this.#needs = needs;
  }

  from(id: string): void {
    if (!this.#done.has(id)) this.#enter(id);
    for (let top = this.#path.at(-1); top !== undefined; top = this.#path.at(-1)) {
      const next = top.rest.next();
      if (next.done) this.#leave(top.id);
      else this.#meet(next.value);
    }
  }

  #enter(id: string): void {
    this.#places.set(id, this.#path.length);
    this.#path.push({ id, rest: this.#needs(this.#section[id])[Symbol.iterator]() });
  }

  #leave(id: string): void {
    this.#done.add(id);
    this.#places.delete(id);
    this.#path.pop();
  }

  #meet(id: string): void {
    const place = this.#places.get(id);
    if (place !== undefined) this.cycles.push(this.#path.slice(place).map((one) => one.id));
    else if (!this.#done.has(id) && Object.hasOwn(this.#section, id)) this.#enter(id);
  }
}
