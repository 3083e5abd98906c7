import { expect, test } from "vitest";
import { withExpectations } from "../../src/policy/update-cases.ts";

const text = `# Ours.
id: a # comment
tests:
  - name: one   # odd   spacing
    expect:   pass # why
  - { name: two, expect: "fail" }
  # between
  - {name: three,expect: unknown}
`;

test("new expectations leave comments, quotes and layout as they are", () => {
  const changed = withExpectations({ path: "a.yaml", text }, [
    { index: 0, expect: "not-applicable" },
    { index: 1, expect: "unknown" },
    { index: 2, expect: "fail" },
  ]);
  expect(changed).toBe(
    text
      .replace("expect:   pass # why", "expect:   not-applicable # why")
      .replace('expect: "fail"', 'expect: "unknown"')
      .replace("three,expect: unknown", "three,expect: fail"),
  );
});
