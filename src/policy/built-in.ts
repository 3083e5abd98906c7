import { read } from "virtual:policies";
import type { Pack } from "../model/pack.ts";
import type { PolicySource } from "../model/policy.ts";
import type { PreparedConditions } from "./condition.ts";

const once = <T>(make: () => T): (() => T) => {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
};

const data = once(() => read("policies"));
const packs = once(() => read("packs"));
const cases = once(() => read("cases"));

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
