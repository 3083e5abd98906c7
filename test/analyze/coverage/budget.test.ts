import { expect, test } from "vitest";
import { coverageOf } from "../../../src/analyze/coverage/coverage.ts";
import type { EventClass } from "../../../src/model/event-class.ts";
import { complete } from "../../../src/model/unknown.ts";
import { accountWith, advanced, objects, regionNamed, trail } from "./given.ts";

// As many values as AWS takes: 500 in each of five trails, in 17 Regions. The steps that an answer
// may take are counted, so that these tests hold on a slow machine too.

const range = (count: number): readonly number[] => [...Array(count).keys()];
const regions = complete(
  range(17).map((index) => regionNamed(index === 0 ? "us-east-1" : `eu-west-${index}`)),
);
const statuses = complete(regions.$items.map(({ name }) => ({ region: name, isLogging: true })));
const writes: EventClass = {
  category: "Data",
  resourceTypes: ["AWS::S3::Object"],
  readOnly: false,
};
const bucket = (owner: number, index: number) => `arn:aws:s3:::bucket-${owner}-${index}/`;

const fiveTrails = (selectorsOf: (owner: number) => Parameters<typeof trail>[1]) =>
  accountWith(
    range(5).map((owner) => trail(`t${owner}`, selectorsOf(owner), { statuses })),
    { regions },
  );
const without = (values: (owner: number) => readonly string[]) =>
  fiveTrails((owner) => [objects({ "resources.ARN": { notStartsWith: values(owner) } })]);

test("five trails that leave out 500 buckets each, all different, cover everything", () => {
  const account = without((owner) => range(500).map((index) => bucket(owner, index)));
  expect(coverageOf(account, writes)).toMatchObject({ outcome: "covered" });
});

test("one bucket that all five leave out, among 2,496 others, is found", () => {
  const common = "arn:aws:s3:::common/";
  const account = without((owner) => [common, ...range(499).map((index) => bucket(owner, index))]);
  const coverage = coverageOf(account, writes);
  if (coverage.outcome !== "gap") throw new Error(coverage.outcome);
  expect(coverage.gaps.length).toBe(17);
  for (const { witness } of coverage.gaps) {
    expect(witness.resources?.[0]?.ARN?.startsWith(common)).toBe(true);
  }
});

const fields = ["eventName", "resources.ARN", "userIdentity.arn"];
const tangled = fiveTrails((owner) =>
  range(80).map((index) =>
    objects(
      Object.fromEntries(
        fields.map((field) => [
          field,
          { notStartsWith: [`${field}${owner}`], notEndsWith: [`${index}x`] },
        ]),
      ),
    ),
  ),
);
const nested = without(() =>
  range(500).map((index) => `arn:aws:s3:::a${"a".repeat(index % 60)}/${"b".repeat(index * 4)}`),
);
const crossed = fiveTrails((owner) => [
  objects({
    "resources.ARN": {
      notStartsWith: range(250).map((index) => bucket(owner, index)),
      notEndsWith: range(250).map((index) => `.x${owner}-${index}`),
    },
  }),
]);

for (const [name, account] of Object.entries({ tangled, nested, crossed })) {
  test(`a ${name} question ends, with an answer or without`, () => {
    const coverage = coverageOf(account, writes);
    expect(coverageOf(account, writes)).toEqual(coverage);
    const short = coverageOf(account, writes, { steps: 100 });
    expect(short).toMatchObject({
      outcome: "undetermined",
      missing: [{ unknown: { detail: "the selectors have too many values to compare" } }],
    });
    const much = coverageOf(account, writes, { steps: 2_000_000 });
    if (coverage.outcome !== "undetermined") expect(much.outcome).toBe(coverage.outcome);
  });
}

test("what is covered by one plain selector takes no steps", () => {
  const account = accountWith([trail("main", [objects()]), ...tangled.trails.$items]);
  expect(coverageOf(account, writes, { steps: 0 }).outcome).toBe("covered");
  const types = range(20).map((index) => `AWS::Foo::Bar${index}`);
  const all = types.map((type) => advanced("Data", { "resources.type": { equals: [type] } }));
  const required: EventClass = { category: "Data", resourceTypes: types };
  expect(coverageOf(accountWith([trail("main", all)]), required, { steps: 0 }).outcome).toBe(
    "covered",
  );
});
