/** Three-valued: what AWS does not document, or what could not be read, is unknown. */
export type Truth = boolean | "unknown";

/** False as soon as one is. */
export function allOf(truths: Iterable<Truth>): Truth {
  let all: Truth = true;
  for (const truth of truths) {
    if (truth === false) return false;
    if (truth === "unknown") all = "unknown";
  }
  return all;
}

/** True as soon as one is. */
export function anyOf(truths: Iterable<Truth>): Truth {
  let any: Truth = false;
  for (const truth of truths) {
    if (truth === true) return true;
    if (truth === "unknown") any = "unknown";
  }
  return any;
}
