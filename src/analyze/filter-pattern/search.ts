import type { AtomTable, Formula } from "./conditions.ts";

/** A way to answer all atoms of one place. */
export interface Answering {
  /** The atoms taken to hold in what is wanted, and those in what is to be avoided. */
  readonly wanted: ReadonlySet<number>;
  readonly avoided: ReadonlySet<number>;
}

export interface Question<Choice extends Answering> {
  readonly table: AtomTable;
  readonly wanted: Formula;
  readonly avoided: readonly Formula[];
  /** The choices at a place, by its index. */
  readonly choicesAt: (place: number) => readonly Choice[];
  /** Has the last word about a full set of choices, by place. */
  readonly accept: (choices: ReadonlyMap<number, Choice>) => boolean;
  /** Counts over all searches of one comparison. */
  readonly effort: Effort;
}

export interface Effort {
  steps: number;
}

export type Answer = "found" | "none" | "too-much";

/** What one search, and all searches of a comparison, may cost in formula nodes looked at. */
const maxSteps = { search: 300_000, comparison: 1_000_000 };
/** What a last word costs for each atom. */
const acceptSteps = 20;

interface State<Choice extends Answering> extends Question<Choice> {
  /** Any of the avoided formulas. */
  readonly unwanted: Formula;
  readonly truth: { readonly wanted: Int8Array; readonly avoided: Int8Array };
  readonly chosen: Map<number, Choice>;
  readonly limit: number;
}

/**
 * Looks for choices that make the wanted formula true and every avoided one false. Formulas hold no
 * "not", so a formula that is decided stays so whatever else is chosen.
 */
export function search<Choice extends Answering>(question: Question<Choice>): Answer {
  const undecided = () => new Int8Array(question.table.atoms.length).fill(-1);
  return visit({
    ...question,
    unwanted: { isAnd: false, operands: question.avoided },
    truth: { wanted: undecided(), avoided: undecided() },
    chosen: new Map(),
    limit: Math.min(question.effort.steps + maxSteps.search, maxSteps.comparison),
  });
}

function visit<Choice extends Answering>(state: State<Choice>): Answer {
  const { wanted, unwanted, truth, effort } = state;
  const isWanted = evaluate(wanted, truth.wanted, effort);
  if (isWanted === 0) return "none";
  const isAvoided = evaluate(unwanted, truth.avoided, effort);
  if (isAvoided === 1) return "none";
  if (effort.steps > state.limit) return "too-much";
  const open = isWanted === -1 ? openAtom(wanted, truth.wanted) : openAtom(unwanted, truth.avoided);
  if (open !== undefined) return branch(state, state.table.placeOf[open] ?? 0);
  effort.steps += acceptSteps * state.table.atoms.length;
  return state.accept(state.chosen) ? "found" : "none";
}

function branch<Choice extends Answering>(state: State<Choice>, place: number): Answer {
  let answer: Answer = "none";
  for (const choice of state.choicesAt(place)) {
    state.chosen.set(place, choice);
    assign(state, place, choice);
    answer = visit(state);
    if (answer !== "none") break;
  }
  state.chosen.delete(place);
  assign(state, place, undefined);
  return answer;
}

function assign<Choice extends Answering>(
  { table, truth }: State<Choice>,
  place: number,
  choice: Choice | undefined,
): void {
  for (const id of table.places[place]?.atoms ?? []) {
    truth.wanted[id] = choice === undefined ? -1 : Number(choice.wanted.has(id));
    truth.avoided[id] = choice === undefined ? -1 : Number(choice.avoided.has(id));
  }
}

/** 1 true, 0 false, -1 not decided yet. */
function evaluate(formula: Formula, truth: Int8Array, effort: Effort): number {
  effort.steps += 1;
  if (typeof formula === "number") return truth[formula] ?? -1;
  const decisive = formula.isAnd ? 0 : 1;
  let isOpen = false;
  for (const operand of formula.operands) {
    const value = evaluate(operand, truth, effort);
    if (value === decisive) return decisive;
    if (value === -1) isOpen = true;
  }
  return isOpen ? -1 : 1 - decisive;
}

/** The first atom that a formula still hangs on. */
function openAtom(formula: Formula, truth: Int8Array): number | undefined {
  const free = { steps: 0 };
  if (typeof formula === "number") return truth[formula] === -1 ? formula : undefined;
  for (const operand of formula.operands) {
    if (evaluate(operand, truth, free) === -1) return openAtom(operand, truth);
  }
  return undefined;
}
