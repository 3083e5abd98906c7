import { groupedBy } from "../model/grouped-by.ts";
import type { JsonObject } from "../model/json.ts";
import { permissions } from "../model/permissions.ts";
import type { AccountRecording, CallError, CallLine } from "../model/recording.ts";
import type { Fact, Source, Unknown } from "../model/unknown.ts";
import { unlessUnresolved } from "./read.ts";
import { reasonFor } from "./reasons.ts";

/** An answered or refused call, and where it stands. */
export interface Answer {
  readonly output?: JsonObject;
  readonly error?: CallError;
  readonly input: JsonObject;
  readonly source: Source;
  /** A list holds nothing but what infrastructure as code declares. */
  readonly endsList?: true;
  /** Infrastructure as code declares it; it was never asked. */
  readonly isDeclared?: true;
}

type Matches = (input: JsonObject) => boolean;

/** Which calls to look for. */
export interface Wanted {
  readonly service: string;
  readonly operation: string;
  /** Any Region if absent. */
  readonly region?: string;
  readonly matches?: Matches;
}

/** The calls of one account, to be looked up by what was asked. */
export class Calls {
  readonly #byOperation: ReadonlyMap<string, readonly CallLine[]>;
  /** Nobody got in: that is the answer to everything. */
  readonly #refusal: Answer | undefined;

  /** Why what was not asked is open, where that is no recorder's doing. */
  readonly undeclared: string | undefined;

  constructor({ calls, account }: Pick<AccountRecording, "calls" | "account">) {
    this.undeclared = account.undeclared;
    const [first] = calls;
    this.#refusal =
      first && calls.length === 1 && isRefusedEntry(first) ? toAnswer(first) : undefined;
    this.#byOperation = groupedBy(calls, ({ service, operation }) => `${service}:${operation}`);
  }

  /** Every page and variant of a call, in the order they were made. */
  all({ service, operation, region, matches }: Wanted): Answer[] {
    if (this.#refusal !== undefined) return [this.#refusal];
    const calls = this.#byOperation.get(`${service}:${operation}`) ?? [];
    return calls
      .filter(
        (call) =>
          (region === undefined || call.region === region) &&
          (matches === undefined || matches(call.input)),
      )
      .map(toAnswer);
  }

  /** The last answer, and what a change declares beside it: each thing by itself. */
  lastAndDeclared(wanted: Wanted): Answer[] {
    const answers = this.all(wanted);
    const last = answers.filter(({ isDeclared }) => !isDeclared).at(-1);
    return [...(last ? [last] : []), ...answers.filter(({ isDeclared }) => isDeclared)];
  }

  /** The last answer to a call: where it was asked again, elsewhere or later, that one counts. */
  one(wanted: Wanted): Answer | undefined {
    return this.all(wanted).at(-1);
  }
}

const isRefusedEntry = ({ service, error }: CallLine): boolean =>
  service === "sts" && error !== undefined;

function toAnswer(call: CallLine): Answer {
  const { region, at, declaredAt } = call;
  const source =
    declaredAt === undefined
      ? { call: `${call.service}:${call.operation}`, region, at }
      : { call: declaredAt, region };
  return {
    input: call.input,
    source,
    ...(call.output && { output: call.output }),
    ...(call.error && { error: call.error }),
    ...(call.endsList && { endsList: true }),
    ...(declaredAt !== undefined && { isDeclared: true }),
  };
}

/** How to read one fact out of an answer. */
export interface Reading<T> {
  readonly value: (output: JsonObject) => T | undefined;
  /** Error codes that are answers: `NoSuchBucketPolicy` says that there is none. */
  readonly errors?: { readonly [code: string]: T };
}

/** A fact and the call that told it. */
export interface Told<T> {
  readonly fact: Fact<T>;
  readonly source: Source;
}

/** The fact that an answer holds, or why it cannot be known. */
export function read<T>(calls: Calls, wanted: Wanted, reading: Reading<T>): Told<T> {
  const answer = calls.one(wanted);
  const source = answer?.source ?? notMade(wanted);
  if (answer?.output !== undefined) {
    const { output } = answer;
    const value = unlessUnresolved(source, () => reading.value(output));
    return { source, fact: value === undefined ? notReturned(source) : value };
  }
  if (answer?.error !== undefined) {
    const code = answer.error.code;
    if (reading.errors && Object.hasOwn(reading.errors, code)) {
      return { source, fact: reading.errors[code] as T };
    }
    return { source, fact: refused(answer.error, source) };
  }
  return { source, fact: notAsked(calls, source) };
}

/** Where an answer stands, or would. */
export const toldBy = (calls: Calls, wanted: Wanted): Source =>
  calls.one(wanted)?.source ?? notMade(wanted);

const notMade = ({ service, operation, region }: Wanted): Source => ({
  call: `${service}:${operation}`,
  region: region ?? "",
});

/** Why a call was refused; where that was for lack of a permission, which one. */
export function refused(error: CallError, source: Source): Unknown {
  const $unknown = reasonFor(error);
  const permission = $unknown === "access-denied" ? permissions[source.call] : undefined;
  const detail = $unknown === "unresolved" ? error.message : error.code;
  return { $unknown, detail, ...(permission && { permission }), source };
}

/** Nothing was asked; of infrastructure as code, nothing could be. */
export const notAsked = ({ undeclared }: Calls, source: Source): Unknown =>
  undeclared === undefined
    ? { $unknown: "not-collected", source }
    : { $unknown: "undeclared", detail: undeclared };

export const notReturned = (source: Source): Unknown => ({ $unknown: "not-returned", source });
