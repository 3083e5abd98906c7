/** Whether something holds: `maybe` where that depends on what is not known. */
export type Truth = boolean | "maybe";

export const not = (truth: Truth): Truth => (truth === "maybe" ? truth : !truth);

/** False as soon as one is false, else `maybe` as soon as one is. */
export function every<T>(items: readonly T[], test: (item: T) => Truth): Truth {
  let result: Truth = true;
  for (const item of items) {
    const truth = test(item);
    if (truth === false) return false;
    if (truth === "maybe") result = truth;
  }
  return result;
}

/** True as soon as one is true, else `maybe` as soon as one is. */
export const some = <T>(items: readonly T[], test: (item: T) => Truth): Truth =>
  not(every(items, (item) => not(test(item))));
