import { parsePolicy } from "../analyze/resource-policy/parse.ts";
import type { Statement } from "../analyze/resource-policy/statement.ts";
import { type Fact, isUnknown, type Unknown } from "../model/unknown.ts";
import type { Told } from "./calls.ts";

/** A resource policy as it was told: its text, empty when there is none. */
export interface PolicyRead {
  readonly exists: Fact<boolean>;
  /** None without a policy; undecidable when the text is no policy as AWS writes them. */
  readonly statements: Fact<readonly Statement[]>;
}

/** Stands for "there is no policy" among the texts of policies. */
export const noPolicy = "";

/** Reads a policy once for all that is asked of it. */
export function policyRead({ fact, source }: Told<string>): PolicyRead {
  if (isUnknown(fact)) return { exists: fact, statements: fact };
  if (fact === noPolicy) return { exists: false, statements: [] };
  const unreadable: Unknown = {
    $unknown: "undecidable",
    detail: "the policy is not readable",
    source,
  };
  return { exists: true, statements: parsePolicy(fact) ?? unreadable };
}

/** What follows from the statements, if they are known. */
export const answer = <T>(
  { statements }: PolicyRead,
  question: (statements: readonly Statement[]) => Fact<T>,
): Fact<T> => (isUnknown(statements) ? statements : question(statements));

/**
 * IAM hands documents out percent-encoded.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html
 */
export function decoded(document: string | undefined): string | undefined {
  try {
    return document === undefined ? undefined : decodeURIComponent(document);
  } catch {
    return document;
  }
}
