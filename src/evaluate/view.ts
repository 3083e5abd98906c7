import type { FactTypeName } from "../model/facts/field.ts";
import { factSchema, factTypeIn } from "../model/facts/schema.ts";
import {
  isListing,
  isUnknown,
  type Listing,
  perhapsAbsent,
  type Unknown,
  UnknownFactError,
  type Unseen,
} from "../model/unknown.ts";

type Members = { readonly [member: string]: unknown };
type Mutable = { [member: string]: unknown };

interface Shape {
  readonly member: string;
  /** What it is made of, where that has facts of its own. */
  readonly inner: FactTypeName | undefined;
}

/** The members of each fact type, ready to be gone through. */
const shapes = new Map(
  Object.entries(factSchema).map(([type, fields]) => [
    type as FactTypeName,
    Object.entries(fields).map(([member, field]) => ({ member, inner: factTypeIn(field.type) })),
  ]),
);

const shapeOf = (type: FactTypeName): readonly Shape[] => shapes.get(type) ?? [];

/**
 * Facts as expressions see them: plain objects and lists, on which reading an unknown throws. A
 * list that may be incomplete has one more item for what was not seen, whose facts are unknown; its
 * size is unknown, and so is whether it contains something.
 */
export class View {
  /** Every unknown that was read since `forget`. */
  readonly touched = new Set<Unknown>();
  readonly #made = new Map<object, object>();

  forget(): void {
    this.touched.clear();
  }

  /** The view of a fact object; the same one each time. */
  of(facts: object, type: FactTypeName): object {
    const known = this.#made.get(facts);
    if (known !== undefined) return known;
    const view: Mutable = {};
    this.#made.set(facts, view);
    for (const { member, inner } of shapeOf(type)) {
      const value = (facts as Members)[member];
      if (value !== undefined) this.#define(view, member, value, inner);
    }
    return view;
  }

  #define(view: Mutable, member: string, value: unknown, inner: FactTypeName | undefined): void {
    if (isUnknown(value)) {
      const get = () => this.#refuse(member, value);
      Object.defineProperty(view, member, { enumerable: true, get });
    } else view[member] = inner === undefined ? value : this.#valueOf(value, inner);
  }

  #valueOf(value: unknown, inner: FactTypeName): unknown {
    if (isListing(value)) return this.#listOf(value, inner);
    if (Array.isArray(value)) return value.map((item: object) => this.of(item, inner));
    return this.of(value as object, inner);
  }

  #listOf({ $items, $unseen }: Listing<unknown>, type: FactTypeName): unknown {
    const items = $items.map((item) => this.of(item as object, type));
    const [first] = $unseen;
    if (first === undefined) return items;
    const incomplete = new Set([...items, ...$unseen.map((unseen) => this.#unseen(unseen, type))]);
    Object.defineProperty(incomplete, "size", { get: () => this.#refuse("size", first) });
    Object.defineProperty(incomplete, "has", { value: () => this.#refuse("in", first) });
    return incomplete;
  }

  /** Stands for any number of items: only what holds for all of them is known, not that there are any. */
  #unseen(unseen: Unseen<unknown>, type: FactTypeName): object {
    const known = (unseen.known ?? {}) as Members;
    const view: Mutable = {};
    Object.defineProperty(view, perhapsAbsent, { get: () => this.#refuse("[]", unseen) });
    for (const { member, inner } of shapeOf(type)) {
      this.#define(view, member, known[member] ?? unseen, inner);
    }
    return view;
  }

  #refuse(member: string, unknown: Unknown): never {
    this.touched.add(unknown);
    throw new UnknownFactError(member, unknown);
  }
}
