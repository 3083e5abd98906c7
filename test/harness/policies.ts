import { builtIn } from "../../src/policy/built-in.ts";
import { selectPolicies } from "../../src/policy/select.ts";

/** How many policies come with the tool. */
export const allPolicies = builtIn.policies.length;

/** How many of them `check` judges by when nothing is said. */
export const defaultPolicies = selectPolicies(
  { packs: ["aws-best-practices"], policies: [] },
  builtIn,
).policies.length;
