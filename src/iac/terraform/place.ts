import { parseArn } from "../../model/arn.ts";
import { isObject, type JsonObject } from "../../model/json.ts";
import { partitionOfRegion } from "../../model/partition.ts";
import type { Place } from "./identity.ts";
import { objectIn, type Plan } from "./plan.ts";

/** Stands for an account that the plan does not name. */
const placeholderAccount = "000000000000";

/** The account that the plan is for: the caller's, or the one that owns all that is there already. */
export function placeOf(plan: Plan, regions: readonly string[]): Place {
  const prior = resourcesIn(objectIn(objectIn(plan.priorState, "values"), "root_module"));
  const callers = prior.flatMap(({ type, values }) => {
    const id =
      type === "aws_caller_identity" && isObject(values) ? values["account_id"] : undefined;
    return typeof id === "string" && /^\d{12}$/.test(id) ? id : [];
  });
  const arns = plan.resources.flatMap(({ type, after }) =>
    type.startsWith("aws_") && typeof after["arn"] === "string"
      ? (parseArn(after["arn"]) ?? [])
      : [],
  );
  const owners = arns.map(({ account }) => account).filter((account) => /^\d{12}$/.test(account));
  const named = new Set(callers.length > 0 ? callers : owners);
  const [account] = named;
  const isAccountKnown = account !== undefined && named.size === 1;
  return {
    account: isAccountKnown ? account : placeholderAccount,
    isAccountKnown,
    partition: arns[0]?.partition ?? partitionOfRegion(regions[0] ?? "")?.id ?? "aws",
  };
}

function resourcesIn(module: JsonObject): JsonObject[] {
  const list = (member: string) => {
    const value = module[member];
    return Array.isArray(value) ? value.filter(isObject) : [];
  };
  return [...list("resources"), ...list("child_modules").flatMap(resourcesIn)];
}
