import type { MemberAccount } from "../model/facts/organization.ts";
import { type Fact, isUnknown, type Listing, type Unknown } from "../model/unknown.ts";
import type { Context } from "./context.ts";
import { readPages } from "./pages.ts";
import { listed, text } from "./read.ts";

interface Target {
  readonly id: string;
  readonly type: string;
}

export interface Members {
  readonly accounts: Listing<MemberAccount>;
  /** Service control policies do not bind it. */
  readonly managementAccountId: string;
}

/**
 * Whether a policy is attached to the root, or to every active member account. What an organizational
 * unit holds is not read, so that one leaves it open.
 */
export function reachesEveryMember(
  { calls }: Context,
  policy: string,
  members: Members,
): Fact<boolean> {
  const { $items, $unseen } = readPages(
    calls,
    {
      service: "organizations",
      operation: "ListTargetsForPolicy",
      matches: ({ PolicyId }) => PolicyId === policy,
    },
    (output): readonly Target[] | undefined =>
      listed(output, "Targets")?.map((target) => ({
        id: text(target, "TargetId") ?? "",
        type: text(target, "Type") ?? "",
      })),
  );
  if ($items.some(({ type }) => type === "ROOT")) return true;
  if ($unseen[0] !== undefined) return $unseen[0];
  if ($items.length === 0) return false;
  if ($items.some(({ type }) => type !== "ACCOUNT")) return throughUnits;
  return areAllTargets($items, members);
}

const throughUnits: Unknown = {
  $unknown: "undecidable",
  detail: "it is attached to organizational units, whose accounts are not read",
};

function areAllTargets(targets: readonly Target[], members: Members): Fact<boolean> {
  const ids = new Set(targets.map(({ id }) => id));
  const bound = members.accounts.$items.filter(
    ({ id, state }) => id !== members.managementAccountId && state === "ACTIVE",
  );
  if (bound.some(({ id }) => !ids.has(id))) return false;
  const open = members.accounts.$items.map(({ state }) => state).find(isUnknown);
  return members.accounts.$unseen[0] ?? open ?? true;
}
