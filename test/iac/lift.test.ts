import { expect, test } from "vitest";
import type { Change } from "../../src/iac/declaration.ts";
import { lift } from "../../src/iac/lift.ts";

test.each(["constructor", "toString", "__proto__", "AWS::Unknown::Thing"])(
  "a resource of the type %s is answered for by nothing",
  (type) => {
    const change: Change = {
      declarations: [
        {
          ...{ type, address: "A", properties: {}, exists: true, region: "eu-west-1" },
          ...{ declared: { file: "t.yaml", line: 2, address: "A" }, isNew: true },
        },
      ],
      removed: [],
      partition: "aws",
    };
    expect(lift(change, "the template").recording.calls).toEqual([]);
  },
);
