import type { Controls } from "../model/policy.ts";

/** `cis-aws-5.0 3.2`, for each requirement that a finding names. */
export const requirementTexts = (controls: Controls): string[] =>
  Object.entries(controls).flatMap(([framework, ids]) => ids.map((id) => `${framework} ${id}`));
