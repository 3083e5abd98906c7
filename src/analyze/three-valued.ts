/** true, false, or undefined where it cannot be decided. */
export type Decided = boolean | undefined;

/** Kleene's `and`: one false decides. */
export function every<T>(items: readonly T[], test: (item: T) => Decided): Decided {
  let isOpen = false;
  for (const item of items) {
    const decided = test(item);
    if (decided === false) return false;
    isOpen ||= decided === undefined;
  }
  return isOpen ? undefined : true;
}

/** Kleene's `or`: one true decides. */
export function some<T>(items: readonly T[], test: (item: T) => Decided): Decided {
  return not(every(items, (item) => not(test(item))));
}

export const not = (decided: Decided): Decided => (decided === undefined ? undefined : !decided);
