/**
 * The rule of a composite alarm: states of other alarms, joined by AND, OR and NOT.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 */
export type AlarmRule =
  | { readonly op: "constant"; readonly value: boolean }
  | { readonly op: "state"; readonly state: AlarmState; readonly alarm: string }
  | { readonly op: "not"; readonly of: AlarmRule }
  | { readonly op: "and" | "or"; readonly left: AlarmRule; readonly right: AlarmRule };

export type AlarmState = "ALARM" | "OK" | "INSUFFICIENT_DATA";

const token =
  /\s*(?:(ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*(?:"([^"]*)"|'([^']*)'|([^()"'\s]+))\s*\)|(AND|OR|NOT|TRUE|FALSE|\(|\)))/iy;

const longest = 10_240; // characters, AWS's own limit
const deepest = 200;

interface Token {
  readonly word: string;
  /** The alarm's name or ARN, where the word is a state. */
  readonly alarm?: string;
}

/** The rule, or undefined for what is none. */
export function parseAlarmRule(text: string): AlarmRule | undefined {
  const tokens = tokenize(text);
  if (tokens === undefined) return undefined;
  const reader = new Reader(tokens);
  const rule = reader.or(0);
  return reader.isAtEnd ? rule : undefined;
}

function tokenize(text: string): Token[] | undefined {
  if (text.length > longest) return undefined;
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  token.lastIndex = 0;
  while (token.lastIndex < end) {
    const found = token.exec(text);
    if (found === null) return undefined;
    const [, state, quoted, single, bare, word = ""] = found;
    const alarm = quoted ?? single ?? bare;
    tokens.push({ word: (state ?? word).toUpperCase(), ...(alarm !== undefined && { alarm }) });
  }
  return tokens;
}

class Reader {
  readonly #tokens: readonly Token[];
  #position = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get isAtEnd(): boolean {
    return this.#position === this.#tokens.length;
  }

  or(depth: number): AlarmRule | undefined {
    return this.#joined("or", depth, () => this.#joined("and", depth, () => this.#single(depth)));
  }

  #joined(
    op: "and" | "or",
    depth: number,
    operand: () => AlarmRule | undefined,
  ): AlarmRule | undefined {
    let left = operand();
    while (left !== undefined && this.#takes(op.toUpperCase())) {
      const right = operand();
      if (right === undefined) return undefined;
      left = { op, left, right };
    }
    return depth > deepest ? undefined : left;
  }

  #single(depth: number): AlarmRule | undefined {
    const { word, alarm } = this.#tokens[this.#position] ?? { word: "" };
    this.#position += 1;
    if (alarm !== undefined) return { op: "state", state: word as AlarmState, alarm };
    if (word === "TRUE" || word === "FALSE") return { op: "constant", value: word === "TRUE" };
    if (depth > deepest) return undefined;
    if (word === "NOT") {
      const of = this.#single(depth + 1);
      return of && { op: "not", of };
    }
    const inner = word === "(" ? this.or(depth + 1) : undefined;
    return inner !== undefined && this.#takes(")") ? inner : undefined;
  }

  #takes(word: string): boolean {
    const isNext = this.#tokens[this.#position]?.word === word;
    if (isNext) this.#position += 1;
    return isNext;
  }
}

/** Every alarm that a rule speaks of, by name or ARN. */
export function alarmsIn(rule: AlarmRule): string[] {
  if (rule.op === "state") return [rule.alarm];
  if (rule.op === "not") return alarmsIn(rule.of);
  return rule.op === "constant" ? [] : [...alarmsIn(rule.left), ...alarmsIn(rule.right)];
}

/** Whether the rule begins to hold when one alarm goes from OK to ALARM while all others stay. */
export function goesOffWith(
  rule: AlarmRule,
  alarm: readonly string[],
  others: AlarmState = "OK",
): boolean {
  const withIt =
    (state: AlarmState): StateOf =>
    (name) =>
      alarm.includes(name) ? state : others;
  return !holds(rule, withIt("OK")) && holds(rule, withIt("ALARM"));
}

type StateOf = (alarm: string) => AlarmState;

function holds(rule: AlarmRule, stateOf: StateOf): boolean {
  switch (rule.op) {
    case "constant":
      return rule.value;
    case "state":
      return rule.state === stateOf(rule.alarm);
    case "not":
      return !holds(rule.of, stateOf);
    case "and":
      return holds(rule.left, stateOf) && holds(rule.right, stateOf);
    case "or":
      return holds(rule.left, stateOf) || holds(rule.right, stateOf);
  }
}
