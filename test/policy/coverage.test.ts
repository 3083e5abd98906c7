import { expect, test } from "vitest";
import type { Pack } from "../../src/model/pack.ts";
import type { PolicySource } from "../../src/model/policy.ts";
import { coverageOf, coverageSummary } from "../../src/policy/coverage.ts";

const pack: Pack = {
  id: "frame",
  title: "A framework",
  policies: ["extra"],
  requirements: [
    { id: "1", title: "First", assessment: "automated" },
    { id: "2", title: "Second", assessment: "manual", level: "L1", mappingSource: "Someone" },
    { id: "3", title: "Third", assessment: "manual" },
  ],
};

const policy = (id: string, controls: PolicySource["controls"]): PolicySource => ({
  id,
  title: id,
  severity: "low",
  scope: "trail",
  pass: "true",
  message: "",
  risk: "",
  fix: { text: "" },
  controls,
  references: [],
  tests: [],
});

const policies = [
  policy("both", { frame: ["1", "2"], other: ["3"] }),
  policy("one", { frame: ["1"] }),
  policy("extra", {}),
  policy("stranger", { other: ["1"] }),
];

test("names the policies of each requirement, and counts those that have one", () => {
  const coverage = coverageOf(pack, policies);
  expect(coverage.policies).toEqual(["both", "one", "extra"]);
  expect(coverage.requirements.map((requirement) => requirement.policies)).toEqual([
    ["both", "one"],
    ["both"],
    [],
  ]);
  expect(coverage.requirements[1]).toMatchObject({ level: "L1", mappingSource: "Someone" });
  expect(coverage.summary).toEqual({
    requirements: 3,
    answered: 2,
    answeredManual: 1,
    notCovered: 1,
  });
});

test("sums up in one line", () => {
  expect(coverageSummary(coverageOf(pack, policies))).toBe(
    "2 of 3 requirements answered (1 of them manual), 1 not covered",
  );
  const [first] = pack.requirements;
  const small = { ...pack, requirements: first ? [first] : [] };
  expect(coverageSummary(coverageOf(small, []))).toBe("0 of 1 requirement answered, 1 not covered");
});
