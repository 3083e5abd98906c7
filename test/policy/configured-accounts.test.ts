import { describe, expect, test } from "vitest";
import { readConfiguration, readConfiguredAccounts } from "../../src/policy/configuration.ts";

const read = (text: string) =>
  readConfiguration(
    { path: "trailwarden.yaml", text },
    { packs: [], policies: [], now: new Date() },
  );

describe("the accounts of a configuration", () => {
  test("are ids in quotes, or ids with names", () => {
    const text = `accounts:
  list: ["111122223333", { id: "444455556666", name: production }]
  role: security/Audit
  externalId: tw-42
  throughRole: arn:aws:iam::999988887777:role/Hub
  roleDuration: 3600
  concurrency: 4
`;
    expect(read(text).configuration?.accounts).toMatchObject({
      list: ["111122223333", { id: "444455556666", name: "production" }],
      concurrency: 4,
    });
    expect(readConfiguredAccounts({ path: "a", text }).configuration?.accounts?.role).toBe(
      "security/Audit",
    );
  });

  const mistakes: readonly (readonly [name: string, text: string, line: number, says: RegExp])[] = [
    [
      "an id that YAML took for a number",
      "accounts:\n  list:\n    - 111122223333\n",
      3,
      /^111122223333 is no account id/,
    ],
    [
      "an id that is too short",
      'accounts:\n  list:\n    - "1111"\n',
      3,
      /^"1111" is no account id/,
    ],
    [
      "a unit's name",
      "accounts:\n  units:\n    - production\n",
      3,
      /"production" is no id of an organizational unit/,
    ],
    ["an ARN", "accounts:\n  role: arn:aws:iam::111122223333:role/Audit\n", 2, /no role's name/],
    ["a field that there is not", "accounts:\n  roles: Audit\n", 2, /"roles"/],
    [
      "an account twice",
      'accounts:\n  list:\n    - "111122223333"\n    - { id: "111122223333" }\n',
      4,
      /111122223333 is listed twice/,
    ],
    [
      "a list beside an organization",
      'accounts:\n  organization: true\n  list: ["111122223333"]\n',
      3,
      /beside an organization/,
    ],
  ];
  test.each(mistakes)("%s is told at its place", (_, text, line, says) => {
    for (const { mistakes: found } of [
      read(text),
      readConfiguredAccounts({ path: "trailwarden.yaml", text }),
    ]) {
      expect(found).toHaveLength(1);
      expect(found[0]).toMatchObject({ line });
      expect(found[0]?.message).toMatch(says);
    }
  });
});
