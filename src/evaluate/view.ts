import type { FactTypeName, FieldType } from "../model/facts/field.ts";
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
    const view = {};
    this.#made.set(facts, view);
    for (const [member, field] of Object.entries(factSchema[type])) {
      const value = (facts as Members)[member];
      if (value !== undefined) this.#define(view, member, value, field.type);
    }
    return view;
  }

  #define(view: object, member: string, value: unknown, type: FieldType): void {
    Object.defineProperty(
      view,
      member,
      isUnknown(value)
        ? { enumerable: true, get: () => this.#refuse(member, value) }
        : { enumerable: true, value: this.#valueOf(value, type) },
    );
  }

  #valueOf(value: unknown, type: FieldType): unknown {
    const inner = factTypeIn(type);
    if (inner === undefined) return value;
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
    const view = {};
    Object.defineProperty(view, perhapsAbsent, { get: () => this.#refuse("[]", unseen) });
    for (const [member, field] of Object.entries(factSchema[type])) {
      this.#define(view, member, known[member] ?? unseen, field.type);
    }
    return view;
  }

  #refuse(member: string, unknown: Unknown): never {
    this.touched.add(unknown);
    throw new UnknownFactError(member, unknown);
  }
}
