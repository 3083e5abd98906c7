import type { Json } from "../../model/json.ts";
import type { Atom, Place } from "./conditions.ts";
import { kindsAt, type ValueKind } from "./event-schema.ts";
import { representNumbers } from "./number-representatives.ts";
import type { Selector } from "./pattern.ts";
import { conditionReadings, type Reading, type SearchRegex } from "./reading.ts";
import { hasWildcard } from "./select-values.ts";
import { testCondition } from "./test-condition.ts";
import type { TextRepresentative } from "./text-representatives.ts";

/** A value for a place, or its absence, and what it makes of the place's atoms. */
export interface Concrete {
  readonly kind: ValueKind;
  /** Undefined where the field is missing. */
  readonly value: Json | undefined;
  /** The atoms that hold in every reading. */
  readonly sure: ReadonlySet<number>;
  /** The atoms that hold in some reading. */
  readonly possible: ReadonlySet<number>;
}

/** Values that make something of an event that a reader knows. */
const familiar: { readonly [path: string]: string } = {
  eventName: "DescribeInstances",
  eventSource: "ec2.amazonaws.com",
  eventType: "AwsApiCall",
  sourceIPAddress: "192.0.2.10",
  awsRegion: "us-east-1",
  errorCode: "ThrottlingException",
  "userIdentity.type": "IAMUser",
  "additionalEventData.MFAUsed": "No",
  "responseElements.ConsoleLogin": "Failure",
};

/** Most calls succeed, so an event is without them unless it needs them. */
const onlyOfFailures = ["errorCode", "errorMessage"];

/** The values worth trying at a place, one for each way to answer its atoms. */
export function concreteRepresentatives(
  atoms: readonly Atom[],
  place: Place,
  texts: readonly TextRepresentative[],
  searchRegex: SearchRegex | undefined,
): readonly Concrete[] {
  const kinds = kindsAt(place.selector);
  const distinct = new Map<string, Concrete>();
  for (const [kind, value] of candidates(atoms, place, texts)) {
    if (!kinds.includes(kind)) continue;
    const concrete = judge(atoms, place, kind, value, searchRegex);
    const group = kind === "missing" || kind === "container" ? kind : "value";
    const key = `${group} ${[...concrete.sure].join()} ${[...concrete.possible].join()}`;
    if (!distinct.has(key)) distinct.set(key, concrete);
  }
  return [...distinct.values()];
}

type Candidate = readonly [ValueKind, Json | undefined];

function candidates(
  atoms: readonly Atom[],
  { selector, atoms: ids }: Place,
  texts: readonly TextRepresentative[],
): readonly Candidate[] {
  if (selector.some(({ kind }) => kind === "any-member")) {
    // The other fields of a record would be found as well.
    return selector[0]?.kind === "any-member" ? [] : [["missing", undefined]];
  }
  const path = selector.map((step) => Object.values(step)[1]).join(".");
  const known = familiar[path];
  const strings = [...(known === undefined ? [] : [known]), ...texts.map(({ text }) => text)];
  const numbers = representNumbers(
    ids.flatMap((id) => {
      const atom = atoms[id];
      return atom?.kind === "compare" && atom.literal.kind === "number" ? [atom.literal.value] : [];
    }),
  );
  const missing: Candidate = ["missing", undefined];
  return [
    ...(onlyOfFailures.includes(path) ? [missing] : []),
    ...strings.map((text): Candidate => ["string", text]),
    missing,
    ...numbers.map((value): Candidate => ["number", value]),
    ["boolean", true],
    ["boolean", false],
    ["null", null],
    ["container", {}],
    ["container", []],
  ];
}

function judge(
  atoms: readonly Atom[],
  place: Place,
  kind: ValueKind,
  value: Json | undefined,
  searchRegex: SearchRegex | undefined,
): Concrete {
  const values = value === undefined ? [] : [value];
  const sure = new Set<number>();
  const possible = new Set<number>();
  const readings = readingsFor(place.selector, atoms, place.atoms, kind);
  for (const id of place.atoms) {
    const atom = atoms[id] as Atom;
    const answers = readings.map((reading) => test(atom, values, kind, reading, searchRegex));
    if (answers.every((answer) => answer === true)) sure.add(id);
    if (answers.some((answer) => answer !== false)) possible.add(id);
  }
  return { kind, value, sure, possible };
}

function test(
  atom: Atom,
  values: readonly Json[],
  kind: ValueKind,
  reading: Reading,
  searchRegex: SearchRegex | undefined,
): boolean | undefined {
  if (atom.kind === "comparable") return kind === "container" ? undefined : true;
  return testCondition(atom, values, { reading, searchRegex });
}

/** One reading is enough where none of what is open comes up. */
function readingsFor(
  selector: Selector,
  atoms: readonly Atom[],
  ids: readonly number[],
  kind: ValueKind,
): readonly Reading[] {
  const isPlain =
    kind === "string" && !hasWildcard(selector) && ids.every((id) => isPlainText(atoms[id]));
  return isPlain || kind === "missing" ? conditionReadings.slice(0, 1) : conditionReadings;
}

const isPlainText = (atom: Atom | undefined): boolean =>
  atom?.kind !== "compare" ||
  (atom.literal.kind === "text" && !atom.literal.text.slice(1, -1).includes("*"));
