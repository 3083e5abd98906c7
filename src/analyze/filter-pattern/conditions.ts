import type { Expression, JsonCondition, Selector } from "./pattern.ts";
import { selectorKey } from "./select-values.ts";

/**
 * What is true or false of one place of an event. `comparable` is false where an array or object
 * makes the whole filter fail, which is one reading of what AWS says about them.
 */
export type Atom = JsonCondition | { readonly kind: "comparable"; readonly selector: Selector };

/** An expression over numbered atoms. */
export type Formula = number | { readonly isAnd: boolean; readonly operands: readonly Formula[] };

/** One place of an event, and the atoms that speak of it. */
export interface Place {
  readonly selector: Selector;
  readonly atoms: readonly number[];
}

/** The atoms of several patterns, each once, whatever pattern it stands in. */
export interface AtomTable {
  readonly atoms: readonly Atom[];
  readonly places: readonly Place[];
  /** The place of every atom, as an index. */
  readonly placeOf: readonly number[];
  readonly formulas: readonly Formula[];
}

/** Numbers the atoms of the expressions, and rewrites each as a formula, in the order given. */
export function tabulate(expressions: readonly Expression<Atom>[]): AtomTable {
  const atoms: Atom[] = [];
  const placeOf: number[] = [];
  const places: { selector: Selector; atoms: number[] }[] = [];
  const atomIds = new Map<string, number>();
  const placeIds = new Map<string, number>();

  const numberOf = (atom: Atom): number => {
    const { selector, ...rest } = atom;
    const placeKey = selectorKey(selector);
    const key = `${placeKey} ${JSON.stringify(rest)}`;
    const known = atomIds.get(key);
    if (known !== undefined) return known;
    const id = atoms.push(atom) - 1;
    const place = placeIds.get(placeKey) ?? places.push({ selector, atoms: [] }) - 1;
    placeIds.set(placeKey, place);
    places[place]?.atoms.push(id);
    placeOf.push(place);
    atomIds.set(key, id);
    return id;
  };

  const toFormula = (expression: Expression<Atom>): Formula =>
    expression.kind === "condition"
      ? numberOf(expression.condition)
      : { isAnd: expression.kind === "and", operands: expression.operands.map(toFormula) };

  const formulas = expressions.map(toFormula);
  return { atoms, places, placeOf, formulas };
}
