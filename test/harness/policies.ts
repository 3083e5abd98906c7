import { builtIn } from "../../src/policy/built-in.ts";

/** How many policies come with the tool. */
export const allPolicies = builtIn.policies.length;
