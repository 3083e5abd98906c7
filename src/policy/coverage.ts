import { counted } from "../model/counted.ts";
import type { Pack, Requirement } from "../model/pack.ts";
import type { PolicySource } from "../model/policy.ts";
import { belongsTo } from "./select.ts";

export interface CoveredRequirement extends Requirement {
  /** Ids of the policies that answer it; none for a requirement that is not covered. */
  readonly policies: readonly string[];
}

/** How policies answer a pack's requirements. */
export interface Coverage {
  readonly id: string;
  readonly title: string;
  /** Ids of all policies of the pack. */
  readonly policies: readonly string[];
  readonly requirements: readonly CoveredRequirement[];
  readonly summary: {
    readonly requirements: number;
    readonly answered: number;
    /** Those of the answered ones that a person has to judge as well. */
    readonly answeredManual: number;
    readonly notCovered: number;
  };
}

/** Which of the policies answer which requirement of the pack. */
export function coverageOf(pack: Pack, policies: readonly PolicySource[]): Coverage {
  const requirements = pack.requirements.map((requirement) => ({
    ...requirement,
    policies: policies
      .filter(({ controls }) => controls[pack.id]?.includes(requirement.id))
      .map(({ id }) => id),
  }));
  const answered = requirements.filter((requirement) => requirement.policies.length > 0);
  return {
    id: pack.id,
    title: pack.title,
    policies: policies.filter((policy) => belongsTo(policy, pack)).map(({ id }) => id),
    requirements,
    summary: {
      requirements: requirements.length,
      answered: answered.length,
      answeredManual: answered.filter(({ assessment }) => assessment === "manual").length,
      notCovered: requirements.length - answered.length,
    },
  };
}

/** `12 of 20 requirements answered (3 of them manual), 8 not covered`. */
export function coverageSummary({ summary }: Coverage): string {
  const { requirements, answered, answeredManual, notCovered } = summary;
  const manual = answeredManual > 0 ? ` (${answeredManual} of them manual)` : "";
  return `${answered} of ${counted(requirements, "requirement")} answered${manual}, ${notCovered} not covered`;
}
