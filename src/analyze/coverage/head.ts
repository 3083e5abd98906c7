import type { Budget } from "./budget.ts";
import { locate, type Position, type Shape, type Varying } from "./shape.ts";

interface Way {
  readonly text: string;
  readonly at: Position;
  /** Prefixes that begin with the text and must not become prefixes of the value. */
  readonly longer: readonly string[];
}

/**
 * The beginning of a value, up to its tail, that starts with `prefix` and with none of the `longer`
 * prefixes; undefined when there is none. A prefix that reaches into the tail is its own answer.
 */
export function headFrom(
  shape: Shape,
  prefix: string,
  longer: readonly string[],
  budget: Budget,
): string | undefined {
  const at = locate(shape, prefix);
  return at && complete(shape, { text: prefix, at, longer }, budget);
}

function complete(shape: Shape, way: Way, budget: Budget): string | undefined {
  budget.spend(1 + way.longer.length / 10);
  const { text, at, longer } = way;
  if (longer.some((prefix) => text.startsWith(prefix))) return undefined;
  const piece = shape.parts[at.part];
  if (piece === undefined) return text;
  return typeof piece === "string"
    ? complete(shape, goOn(way, piece.slice(at.count), { part: at.part + 1, count: 0 }), budget)
    : completeVarying(shape, way, piece, budget);
}

function goOn({ text, longer }: Way, more: string, at: Position): Way {
  const next = text + more;
  return {
    text: next,
    at,
    longer: longer.filter((prefix) => prefix.startsWith(next) || next.startsWith(prefix)),
  };
}

/** Ends the part as it is, or leaves the way of the longer prefixes, or else follows it. */
function completeVarying(
  shape: Shape,
  way: Way,
  piece: Varying,
  budget: Budget,
): string | undefined {
  const { text, at, longer } = way;
  const so = text.slice(text.length - at.count);
  for (const more of endings(so, piece, longer, text.length)) {
    const next = goOn(way, more, { part: at.part + 1, count: 0 });
    const found = complete(shape, next, budget);
    if (found !== undefined) return found;
  }
  if (at.count >= piece.most) return undefined;
  for (const character of new Set(longer.map((prefix) => prefix[text.length] ?? ""))) {
    if (character === "" || !piece.alphabet.includes(character)) continue;
    const next = goOn(way, character, { part: at.part, count: at.count + 1 });
    const found = complete(shape, next, budget);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Ways to end a part: the usual one, what is there already, and one that no longer prefix begins. */
function endings(
  so: string,
  { usual, alphabet, most, isWhole }: Varying,
  longer: readonly string[],
  length: number,
): readonly string[] {
  const used = new Set(longer.map((prefix) => prefix[length]));
  const fresh = [...alphabet].filter((character) => !used.has(character));
  const rest = usual.slice(so.length);
  const padded = fresh.flatMap((character) => [
    character,
    character + usual.slice(-1),
    character + usual.slice(so.length + 1),
  ]);
  const options = [...(so === "" ? [usual] : ["", rest, `${usual[0]}`]), ...padded];
  const whole = options.filter((more) => so.length + more.length <= most && isWhole(so + more));
  const isFresh = (more: string): boolean => more !== "" && !used.has(more[0]);
  return [...whole.filter(isFresh), ...whole.filter((more) => !isFresh(more))];
}
