/** A stretch of a value that varies, between fixed texts. */
export interface Varying {
  /** Characters it is made of. */
  readonly alphabet: string;
  readonly most: number;
  /** What it is when nothing else is asked. */
  readonly usual: string;
  /** Whether it can stand as it is. */
  readonly isWhole: (text: string) => boolean;
}

/**
 * How the values of a field are built: fixed and varying parts, then a tail of at least one
 * character, as long as one likes, then a fixed closing.
 */
export interface Shape {
  readonly parts: readonly (string | Varying)[];
  readonly tail: {
    /** Characters to build tails of. */
    readonly alphabet: string;
    /** Whether others are legal too. */
    readonly isAny: boolean;
    readonly usual: string;
  };
  readonly closing: string;
}

/** How far a text has come along a shape. */
export interface Position {
  /** Index of the part it ends in; the number of parts where it ends in the tail. */
  readonly part: number;
  /** Characters of that part. */
  readonly count: number;
}

const letters = "abcdefghijklmnopqrstuvwxyz";
export const alphabets = {
  digits: "0123456789",
  hex: "0123456789abcdef",
  lower: `${letters}0123456789`,
  bucket: `${letters}0123456789-.`,
  service: `${letters}0123456789-`,
  name: `${letters}${letters.toUpperCase()}0123456789`,
  path: `${letters}${letters.toUpperCase()}0123456789-_/.`,
  identity: `${letters}${letters.toUpperCase()}0123456789+=,.@-_/`,
};

export const isInTail = ({ tail }: Shape, text: string): boolean =>
  tail.isAny || [...text].every((character) => tail.alphabet.includes(character));

/** Where a beginning of a value ends; undefined when no value begins so. The closing is left aside. */
export function locate(shape: Shape, text: string): Position | undefined {
  let start = 0;
  for (const [part, piece] of shape.parts.entries()) {
    const rest = text.slice(start);
    const count = lengthOf(piece, rest);
    if (count === undefined) return undefined;
    if (count === rest.length && !isDone(piece, count)) return { part, count };
    start += count;
  }
  const tail = text.slice(start);
  return isInTail(shape, tail) ? { part: shape.parts.length, count: tail.length } : undefined;
}

/** How much of the text is of this part; undefined when it cannot be. */
function lengthOf(piece: string | Varying, rest: string): number | undefined {
  if (typeof piece === "string") return fixedLength(piece, rest);
  const count = varyingLength(piece, rest);
  const isAtEnd = count === rest.length && count < piece.most;
  return isAtEnd || piece.isWhole(rest.slice(0, count)) ? count : undefined;
}

/** A varying part may always go on, until it is as long as it can be. */
const isDone = (piece: string | Varying, count: number): boolean =>
  count === (typeof piece === "string" ? piece.length : piece.most);

function fixedLength(piece: string, rest: string): number | undefined {
  if (rest.length < piece.length) return piece.startsWith(rest) ? rest.length : undefined;
  return rest.startsWith(piece) ? piece.length : undefined;
}

function varyingLength({ alphabet, most }: Varying, rest: string): number {
  let count = 0;
  while (count < most && count < rest.length && alphabet.includes(rest[count] ?? " ")) count++;
  return count;
}

/** Whether a text is a value of this shape. */
export function isOfShape(shape: Shape, text: string): boolean {
  if (!text.endsWith(shape.closing)) return false;
  const position = locate(shape, text.slice(0, text.length - shape.closing.length));
  return position !== undefined && position.part === shape.parts.length && position.count > 0;
}
