/** Thrown when a question takes more steps than it may; the answer is then undetermined. */
export class BudgetSpentError extends Error {
  override readonly name = "BudgetSpentError";
}

/** Steps that a question may still take, so that no selector, however made, holds up the others. */
export class Budget {
  #left: number;
  readonly #total: number;

  constructor(steps: number) {
    this.#left = steps;
    this.#total = steps;
  }

  get spent(): number {
    return this.#total - this.#left;
  }

  /** Throws BudgetSpentError when no more are left. */
  spend(steps: number): void {
    this.#left -= steps;
    if (this.#left < 0) throw new BudgetSpentError("the question takes too many steps");
  }
}
