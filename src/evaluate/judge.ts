import type { Missing, Status } from "../model/finding.ts";
import type { Policy, Variables } from "../model/policy.ts";
import { type Unknown, UnknownFactError } from "../model/unknown.ts";
import { toMissing, unknownsAmong } from "./evidence.ts";
import type { Resolved } from "./resolve.ts";
import type { View } from "./view.ts";

export interface Verdict {
  readonly status: Status;
  readonly missing: readonly Missing[];
}

export interface Case {
  readonly policy: Pick<Policy, "when" | "pass">;
  readonly variables: Variables;
  readonly view: Pick<View, "touched" | "forget">;
  /** What the judged thing is called where no single fact is to blame. */
  readonly subject: string;
  /** The facts that the policy reads. */
  readonly facts: () => readonly Resolved[];
}

/** The verdict of one policy on one thing: whatever keeps it from being decided makes it unknown. */
export function judge({ policy, variables, view, subject, facts }: Case): Verdict {
  view.forget();
  try {
    if (policy.when !== undefined && !policy.when.holds(variables)) {
      return { status: "not-applicable", missing: [] };
    }
    return { status: policy.pass.holds(variables) ? "pass" : "fail", missing: [] };
  } catch (error) {
    return { status: "unknown", missing: whatWasMissing(error, view.touched, subject, facts()) };
  }
}

/** What kept an expression from being evaluated: the unknown facts that it read, or its own mistake. */
export function whatWasMissing(
  error: unknown,
  touched: ReadonlySet<Unknown>,
  subject: string,
  facts: readonly Resolved[],
): Missing[] {
  const named = unknownsAmong(facts).filter(({ unknown }) => touched.has(unknown));
  const missing = named.flatMap(({ fact, unknown }) => toMissing(fact, unknown));
  if (!(error instanceof UnknownFactError)) {
    const [detail] = (error instanceof Error ? error.message : String(error)).split("\n");
    return [...missing, { fact: subject, reason: "policy-error", detail: detail ?? "" }];
  }
  // Where facts are missing, that the policy gave up for want of them says nothing more.
  return missing.length > 0 ? missing : toMissing(subject, error.unknown);
}
