import type { Change, Declaration } from "../../src/iac/declaration.ts";
import { changeOfPlan } from "../../src/iac/terraform/change.ts";
import { readPlan } from "../../src/iac/terraform/plan.ts";
import { type Made, planOf } from "./plan.ts";

type Resources = { readonly [address: string]: Made };
type More = Parameters<typeof planOf>[1];

/** What a plan of these resources changes. */
export const changeOf = (resources: Resources, more?: More): Change =>
  changeOfPlan(readPlan("plan.json", planOf(resources, more)), "plan.json");

/** The only declaration of one type. */
export function only(type: string, { declarations }: Change): Declaration {
  const [found, ...more] = declarations.filter((one) => one.type === type);
  if (found === undefined || more.length > 0)
    throw new Error(`${more.length + 1} or none: ${type}`);
  return found;
}

/** The properties of the only declaration of one type. */
export const propertiesOf = (type: string, resources: Resources, more?: More) =>
  only(type, changeOf(resources, more)).properties;

export const unresolved = (detail: string) => ({ $unknown: "unresolved", detail });
