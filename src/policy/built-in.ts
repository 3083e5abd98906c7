import { conditions, packs, policies } from "virtual:policies";
import type { Pack } from "../model/pack.ts";
import type { PolicySource } from "../model/policy.ts";
import type { PreparedConditions } from "./condition.ts";

/** The policies and packs that come with the tool; they were checked when it was built. */
export const builtIn: {
  readonly policies: readonly PolicySource[];
  readonly packs: readonly Pack[];
  /** Their conditions, to be given to `compilePolicies`. */
  readonly conditions: PreparedConditions;
} = {
  policies,
  packs,
  conditions,
};
