import { read } from "virtual:policies";
import type { Pack } from "../model/pack.ts";
import type { PolicyCase, PolicySource } from "../model/policy.ts";
import type { PreparedConditions } from "./condition.ts";

const once = <T>(make: () => T): (() => T) => {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
};

// What build/assets.ts writes.
interface PolicyData {
  readonly policies: readonly Omit<PolicySource, "tests">[];
  readonly conditions: PreparedConditions;
}
type Cases = { readonly [policy: string]: readonly PolicyCase[] };

const data = once(() => read("policies") as PolicyData);
const packs = once(() => read("packs") as readonly Pack[]);
const cases = once(() => read("cases") as Cases);

/** Most of a policy file are its cases, which few commands need. */
const policies = once(() =>
  data().policies.map(
    (policy): PolicySource => ({
      ...policy,
      get tests() {
        return cases()[policy.id] ?? [];
      },
    }),
  ),
);

/** The policies and packs that come with the tool; they were checked when it was built. */
export const builtIn: {
  readonly policies: readonly PolicySource[];
  readonly packs: readonly Pack[];
  /** Their conditions, to be given to `compilePolicies`. */
  readonly conditions: PreparedConditions;
} = {
  get policies() {
    return policies();
  },
  get packs() {
    return packs();
  },
  get conditions() {
    return data().conditions;
  },
};
