import { groupedBy } from "../../model/grouped-by.ts";
import { isUnknown } from "../../model/unknown.ts";
import type { Resolved } from "../resolved.ts";
import type { Identified, Lifting } from "./lifting.ts";

interface Pointer {
  readonly from: Identified;
  readonly at: string;
}

/** By name or ARN, what points there; and what may point anywhere. */
export interface Pointers {
  readonly to: ReadonlyMap<string, readonly Pointer[]>;
  readonly anywhere: readonly Identified[];
}

const texts = (values: readonly (Resolved | undefined)[]): readonly string[] =>
  values.filter((value) => typeof value === "string");

function pointersOf(
  { byType, pointers }: Lifting,
  type: string,
  what: string,
  points: (candidate: Identified) => readonly (Resolved | undefined)[],
): Pointers {
  const known = pointers.get(`${type} ${what}`);
  if (known) return known;
  const all = byType.get(type) ?? [];
  const made = {
    to: groupedBy(
      all.flatMap((from) => texts(points(from)).map((at): Pointer => ({ from, at }))),
      ({ at }) => at,
    ),
    anywhere: all.filter((one) => points(one).some(isUnknown)),
  };
  pointers.set(`${type} ${what}`, made);
  return made;
}

/** The resource that a name, an id or an ARN points to, if the change declares it. */
export function named(
  lifting: Lifting,
  type: string,
  pointer: Resolved | undefined,
): Identified | undefined {
  if (typeof pointer !== "string") return undefined;
  const { to } = pointersOf(lifting, type, "identity", ({ name, arn }) => [name, arn]);
  return to.get(pointer)?.[0]?.from;
}

/** Those of a type that point to a resource by a property, and those that may. */
export function pointingTo(
  lifting: Lifting,
  type: string,
  property: string,
  { name, arn }: Identified,
): { readonly sure: readonly Identified[]; readonly unsure: readonly Identified[] } {
  const { to, anywhere } = pointersOf(lifting, type, property, ({ properties }) => {
    const value = properties[property];
    return Array.isArray(value) ? (value as readonly Resolved[]) : [value];
  });
  const here = [
    ...new Set(texts([name, arn]).flatMap((at) => (to.get(at) ?? []).map(({ from }) => from))),
  ];
  const isThere = ({ exists }: Identified) => !isUnknown(exists);
  return {
    sure: here.filter(isThere),
    unsure: [
      ...here.filter((one) => !isThere(one)),
      ...anywhere.filter((one) => !here.includes(one)),
    ],
  };
}
