import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import type { Spot } from "./mistakes.ts";
import type { Outline } from "./outline.ts";

/**
 * Resources, and conditions, that need each other in a circle: CloudFormation refuses them. What stands in
 * an `Fn::If` may not be deployed, and is left out.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html
 */
export function cycleMistakes(
  { Resources, Conditions }: { readonly Resources: JsonObject; readonly Conditions: JsonObject },
  keys: Outline["keys"],
): readonly Spot[] {
  const cycles = [
    ...cyclesIn(Resources, resourceNeeds).map((ids) => ({ section: "Resources", ids })),
    ...cyclesIn(Conditions, conditionNeeds).map((ids) => ({ section: "Conditions", ids })),
  ];
  return cycles.map(({ section, ids }) => ({
    ...(keys.get(`${section}/${ids[0]}`) ?? { start: 0, end: 1 }),
    message: `${section.toLowerCase()} need each other in a circle: ${circle(ids)}`,
    help:
      section === "Resources"
        ? "One of them has to do without the other: a policy, for one, can be a resource of its own."
        : "One of them has to do without the other.",
  }));
}

const mostNamed = 8;

const circle = (ids: readonly string[]): string =>
  ids.length > mostNamed
    ? `${ids.slice(0, mostNamed).join(" → ")} → … → ${ids[0]}`
    : [...ids, ids[0]].join(" → ");

type Needs = (value: Json | undefined) => Iterable<string>;

/** One circle for each group that has any; each thing is looked at once. */
function cyclesIn(section: JsonObject, needs: Needs): readonly (readonly string[])[] {
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

function* resourceNeeds(resource: Json | undefined): Generator<string> {
  if (!isObject(resource)) return;
  const { DependsOn: after, Properties } = resource;
  if (typeof after === "string") yield after;
  if (Array.isArray(after)) for (const one of after) if (typeof one === "string") yield one;
  yield* referencesIn(Properties);
}

function* referencesIn(value: Json | undefined): Generator<string> {
  if (typeof value !== "object" || value === null) return;
  if (!isObject(value)) {
    for (const item of value as readonly Json[]) yield* referencesIn(item);
    return;
  }
  for (const [name, argument] of Object.entries(value)) {
    if (name !== "Fn::If") yield* referenceOf(name, argument);
  }
}

function* referenceOf(name: string, argument: Json | undefined): Generator<string> {
  if (name === "Ref" && typeof argument === "string") yield argument;
  if (name === "Fn::GetAtt") {
    const [first] = typeof argument === "string" ? argument.split(".") : asList(argument);
    if (typeof first === "string") yield first;
  }
  if (name === "Fn::Sub") yield* substituted(argument);
  yield* referencesIn(argument);
}

function* substituted(argument: Json | undefined): Generator<string> {
  const [text, given] = Array.isArray(argument) ? asList(argument) : [argument];
  if (typeof text !== "string") return;
  const own = isObject(given) ? given : {};
  for (const [, name = ""] of text.matchAll(/\$\{([A-Za-z0-9]+)[^}]*\}/g)) {
    if (!Object.hasOwn(own, name)) yield name;
  }
}

const asList = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);

function* conditionNeeds(value: Json | undefined): Generator<string> {
  if (typeof value !== "object" || value === null) return;
  for (const [name, argument] of Object.entries(value)) {
    if (name === "Condition" && typeof argument === "string") yield argument;
    else yield* conditionNeeds(argument as Json);
  }
}
