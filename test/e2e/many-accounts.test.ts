import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Fault } from "../../src/emulator/faults.ts";
import { checkLive, withAws } from "../harness/aws.ts";
import { emptyFolder, runCli } from "../harness/cli.ts";
import {
  management,
  member,
  organizationWorld,
  playground,
  production,
  sandbox,
} from "../harness/organization.ts";
import { readAccounts } from "../harness/recordings.ts";

const now = new Date().toISOString();
const closedDoors = [member(3), member(12)];
const world = organizationWorld(now, { count: 30, closedDoors });
const org = ["--org", "--role", "Audit"];

describe("an organization of thirty accounts, two of which let nobody in", () => {
  const checked = checkLive({ world }, { account: management, words: org });

  test("is judged account by account, each by its name", async () => {
    const { result } = await checked;
    expect(result.accounts).toHaveLength(30);
    expect(result.accounts.find(({ id }) => id === member(0))?.name).toBe("shop, web");
    const failed = result.accounts.filter(({ status }) => status === "failed");
    expect(failed.map(({ id }) => id)).toEqual(closedDoors);
  });

  test("leaves all about the two unknown, names what is missing and ends blind or failed", async () => {
    const { result, exitCode } = await checked;
    const about = result.findings.filter(({ account }) => closedDoors.includes(account));
    expect(about.length).toBeGreaterThan(50);
    for (const { status, missing } of about) {
      expect(status).toBe("unknown");
      expect(missing[0]).toMatchObject({
        reason: "access-denied",
        permission: "sts:AssumeRole",
      });
    }
    expect(result.gaps.filter(({ operation }) => operation === "AssumeRole")).toHaveLength(2);
    expect(exitCode).toBe(1);
    const words = [...org, "--fail-on", "never"];
    const never = await checkLive({ world }, { account: management, words });
    expect(never.exitCode).toBe(3);
    expect(never.result.gate.reason).toBe("2 accounts could not be seen wholly");
    const allowed = { account: management, words: [...words, "--allow-unknown"] };
    expect((await checkLive({ world }, allowed)).exitCode).toBe(0);
  });

  test("is read with no call made twice, and one AssumeRole an account", async () => {
    const { calls } = await checked;
    const asked = calls.map(
      ({ account, service, operation, region }) => `${account} ${service}:${operation} ${region}`,
    );
    const entering = asked.filter((call) => call.includes("sts:AssumeRole"));
    expect(entering).toHaveLength(29);
    const others = asked.filter(
      (call) => !entering.includes(call) && !call.includes("ListAccounts"),
    );
    expect(others.length - new Set(others).size).toBe(0);
    // Two pages, asked to find the accounts; they are the management account's own facts as well.
    expect(asked.filter((call) => call.includes("ListAccounts"))).toHaveLength(2);
  });

  test("can be entered by what the role asks for", async () => {
    const asks = {
      externalId: "tw-42",
      sessionName: "audit-2026",
      sourceIdentity: "jane",
      maxSessionDuration: 7200,
    };
    const strict = organizationWorld(now, { count: 2, role: asks });
    const flags = ["--external-id", "tw-42", "--session-name", "audit-2026"];
    const more = ["--source-identity", "jane", "--role-duration", "7200"];
    const words = [...org, ...flags, ...more];
    const { result } = await checkLive({ world: strict }, { account: management, words });
    expect(result.accounts.map(({ status }) => status)).toEqual(["complete", "complete"]);
    const without = await checkLive({ world: strict }, { account: management, words: org });
    expect(without.result.accounts.map(({ status }) => status)).toEqual(["complete", "failed"]);
  });

  test("can be entered through another role", async () => {
    const hub = member(0);
    const chained = organizationWorld(now, { count: 3, role: { trustedAccounts: [hub] } });
    const [first, ...rest] = chained.accounts.slice(1);
    const door = { name: "Hub", trustedAccounts: [management] };
    const opened = { ...chained.accounts[1], roles: [...(first?.roles ?? []), door] } as never;
    const accounts = [chained.accounts[0] as never, opened, ...rest];
    const words = ["--accounts", `${hub},${member(1)}`, "--role", "Audit"];
    const through = ["--through-role", `arn:aws:iam::${hub}:role/Hub`];
    const seen = await checkLive(
      { world: { ...chained, accounts } },
      { account: management, words: [...words, ...through] },
    );
    expect(seen.result.accounts.map(({ status }) => status)).toEqual(["complete", "complete"]);
    const direct = await checkLive(
      { world: { ...chained, accounts } },
      { account: management, words },
    );
    expect(direct.result.accounts.map(({ status }) => status)).toEqual(["failed", "failed"]);
  });
});

test("a delegated administrator reads its organization, itself with its own credentials", async () => {
  const security = member(0);
  const delegated = organizationWorld(now, {
    count: 3,
    role: { trustedAccounts: [security] },
    organization: { delegatedAdministrators: [security] },
  });
  const { result, calls } = await checkLive(
    { world: delegated },
    { account: security, words: org },
  );
  // StackSets do not reach the management account; its door is closed here.
  expect(result.accounts.map(({ id, status }) => `${id} ${status}`)).toEqual([
    `${management} failed`,
    `${security} complete`,
    `${member(1)} complete`,
  ]);
  expect(calls.filter(({ operation }) => operation === "AssumeRole")).toHaveLength(2);
});

test("an account that is closed in between is no crash, wherever it refuses", async () => {
  const some = organizationWorld(now, { count: 4 });
  const faults: Fault[] = [
    { account: member(1), service: "sts", operation: "GetCallerIdentity", kind: "deny" },
  ];
  const { result } = await checkLive({ world: some }, { account: management, words: org, faults });
  expect(result.accounts[2]).toMatchObject({ id: member(1), status: "failed" });
  expect(result.accounts[2]?.notes).toEqual([
    `Account ${member(1)} could not be entered: sts:GetCallerIdentity: AccessDenied.`,
  ]);
  const about = result.findings.filter(({ account }) => account === member(1));
  expect(about.length).toBeGreaterThan(20);
  expect(about.every(({ status }) => status === "unknown")).toBe(true);
});

test("Regions are looked at where they are enabled", async () => {
  const some = organizationWorld(now, { count: 3 });
  const [first, ...rest] = some.accounts;
  const regions = [
    { name: "us-east-1", optStatus: "ENABLED_BY_DEFAULT" as const },
    { name: "af-south-1", optStatus: "ENABLED" as const },
  ];
  const mixed = { ...some, accounts: [...(first ? [{ ...first, regions }] : []), ...rest] };
  const words = [...org, "--region", "us-east-1", "--region", "af-south-1"];
  const { result } = await checkLive({ world: mixed }, { account: management, words });
  expect(result.accounts.map((account) => account.regions)).toEqual([
    ["af-south-1", "us-east-1"],
    ["us-east-1"],
    ["us-east-1"],
  ]);
  await withAws({ world: mixed }, { account: management }, async (environment) => {
    const wrong = await runCli(["check", ...org, "--region", "eu-west-7"], { environment });
    expect(wrong.stderr).toContain("eu-west-7 is not among the account's enabled Regions");
    expect(wrong.exitCode).toBe(2);
  });
});

test("what AWS says of an account drives no terminal and names no file", async () => {
  const name = "\u001b[31mred\u202e, =cmd|a <b>";
  const named = { names: { [member(0)]: name, [member(1)]: "jane@example.com" } };
  const hostile = organizationWorld(now, {
    count: 3,
    organization: named,
    closedDoors: [member(0)],
  });
  const { stdout, result } = await checkLive(
    { world: hostile },
    { account: management, words: org },
  );
  expect(stdout).toContain("u{1b}[31mred");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to find
  expect(stdout).not.toMatch(/[\u001b\u202e]/);
  expect(result.accounts[1]?.name).toBe(name);
  expect(result.accounts[2]?.name).toMatch(/^contact:/);

  const stray = organizationWorld(now, { count: 2, organization: { members: ["../../etc"] } });
  await withAws({ world: stray }, { account: management }, async (environment) => {
    const ran = await runCli(["check", ...org], { environment });
    expect(ran.stderr).toContain("aws/no-account-id");
    expect(ran.exitCode).toBe(3);
  });
});

test("throttling slows a run down and changes nothing in it", async () => {
  const small = organizationWorld(now, { count: 6 });
  const faults: Fault[] = [
    { service: "sts", kind: "throttle", times: 2 },
    { service: "cloudtrail", operation: "GetTrailStatus", kind: "throttle", times: 1 },
  ];
  const environment = { AWS_MAX_ATTEMPTS: "6" };
  const options = { account: management, words: org, environment };
  const [calm, busy] = [
    await checkLive({ world: small }, options),
    await checkLive({ world: small }, { ...options, faults }),
  ];
  expect(busy.calls.length).toBeGreaterThan(calm.calls.length);
  expect(busy.result.summary).toEqual(calm.result.summary);
  expect(busy.result.gaps).toEqual([]);
});

describe("the accounts that are read", () => {
  const recorded = async (words: readonly string[], suspended: readonly string[] = []) => {
    const some = organizationWorld(now, { count: 25, organization: { suspended } });
    return withAws({ world: some }, { account: management }, async (environment) => {
      const path = join(emptyFolder(), "all.ndjson");
      const ran = await runCli(["collect", "-o", path, ...words], { environment });
      const ids = ran.exitCode === 0 ? [...(await readAccounts(path)).keys()].sort() : [];
      return { ...ran, ids };
    });
  };
  const range = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) => member(from + index));

  test("are active ones; the others are told", async () => {
    const { ids, stderr } = await recorded(org, [member(5)]);
    expect(ids).toEqual([management, ...range(0, 5), ...range(6, 24)]);
    expect(stderr).toContain(`Left out: 1 account that is not active: ${member(5)} (SUSPENDED)`);
  });

  test("are those of units and of units in them, without what is excluded", async () => {
    const role = ["--role", "Audit"];
    expect((await recorded(["--ou", sandbox, ...role])).ids).toEqual(range(10, 20));
    const words = ["--ou", sandbox, "--ou", production, "--exclude", playground, ...role];
    const { ids } = await recorded([...words, "--exclude", member(0)]);
    expect(ids).toEqual([...range(1, 10), ...range(10, 15)]);
  });

  test("are those of a file, with their names", async () => {
    const file = join(emptyFolder(), "accounts.csv");
    writeFileSync(
      file,
      `\ufeffid,name\n${member(1)},"shop, ""web"""\n# closed in May\n\n${member(2)} # ours\n`,
    );
    const result = await checkLive(
      { world: organizationWorld(now, { count: 4 }) },
      { account: management, words: ["--accounts-file", file, "--role", "Audit"] },
    );
    expect(result.result.accounts.map(({ id, name }) => [id, name])).toEqual([
      [member(1), 'shop, "web"'],
      [member(2), undefined],
    ]);
  });

  test("come from trailwarden.yaml, and flags come before it", async () => {
    const cwd = emptyFolder();
    writeFileSync(
      join(cwd, "trailwarden.yaml"),
      `accounts:\n  list: [{ id: "${member(1)}", name: shop }, "${member(2)}"]\n  role: Audit\n`,
    );
    const three = organizationWorld(now, { count: 4 });
    await withAws({ world: three }, { account: management }, async (environment) => {
      const both = await runCli(["collect", "-o", "a.ndjson"], { environment, cwd });
      expect(both.stderr).toContain("Recorded 2 accounts");
      const words = ["collect", "-o", "b.ndjson", "--accounts", member(1)];
      expect((await runCli(words, { environment, cwd })).stderr).toContain("Recorded 1 account:");
      expect(readFileSync(join(cwd, "a.ndjson"), "utf8")).toContain('"name":"shop"');
      const print = ["check", "--print-config", "--role", "Other", "--ou", production];
      const { stdout } = await runCli(print, { cwd });
      expect(stdout).toContain('accounts.role: "Other" # --role\n');
      expect(stdout).toContain(`accounts.ou: ["${production}"] # --ou\n`);
      expect(stdout).not.toContain("accounts.list");
    });
  });

  test("do not change what one role's ARN opens", async () => {
    const { ids } = await recorded(["--role", `arn:aws:iam::${member(1)}:role/Audit`]);
    expect(ids).toEqual([member(1)]);
  });
});

describe("what is wrong is told with the way out", () => {
  const cases: readonly (readonly [words: readonly string[], says: string])[] = [
    [["account.ndjson", "--org"], "--org chooses what is read live; account.ndjson is a file"],
    [["--org"], "can be entered with a role only"],
    [["--org", "--role", "arn:aws:iam::111122223333:role/Audit"], "--role takes a name"],
    [["--org", "--accounts", member(1), "--role", "Audit"], "named beside an organization"],
    [["--exclude", member(1)], "there is nothing to leave out"],
    [
      ["--org", "--role", "Audit", "--exclude", "111122223333"],
      "not among the accounts: 111122223333",
    ],
    [
      ["--org", "--role", "Audit", "--exclude", "ou-1"],
      '"ou-1" is no id of an organizational unit',
    ],
    [["--ou", "ou-0001-nosuchunit", "--role", "Audit"], "There is no organizational unit"],
    [["--accounts", "1234,x", "--role", "Audit"], 'not "1234", "x"'],
    [["--org", "--role", "Audit", "--concurrency", "many"], "--concurrency takes 1 to 64"],
    [["--org", "--role", "Audit", "--role-duration", "60"], "900 to 43200"],
    [["--org", "--role", "Audit", "--through-role", "Hub"], "--through-role takes the ARN"],
  ];
  test.each(cases)("%j", async (words, says) => {
    const some = organizationWorld(now, { count: 3 });
    await withAws({ world: some }, { account: management }, async (environment) => {
      const ran = await runCli(["check", ...words], { environment });
      expect(ran.stderr).toContain(says);
      expect(ran.exitCode).toBe(2);
      expect(ran.stdout).toBe("");
    });
  });

  test("every mistake of a file at once, with its line", async () => {
    const file = join(emptyFolder(), "accounts.txt");
    const lines = [
      member(1),
      "12345",
      "production",
      member(1),
      `${member(2)},a,b`,
      `${member(3)},"open`,
    ];
    writeFileSync(file, lines.join("\n"));
    const { stderr, exitCode } = await runCli([
      "check",
      "--accounts-file",
      file,
      "--role",
      "Audit",
    ]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("5 mistakes");
    for (const [line, what] of [
      [2, "zeros at its front"],
      [3, '"production" is no account id'],
      [4, "is on line 1 already"],
      [5, "there are 3 fields"],
      [6, "is no account id"],
    ] as const) {
      expect(stderr).toContain(`${file}:${line}`);
      expect(stderr).toContain(what);
    }
  });

  test("an organization that may not be listed", async () => {
    const some = organizationWorld(now, { count: 3 });
    const faults: Fault[] = [{ service: "organizations", operation: "ListAccounts", kind: "deny" }];
    await withAws({ world: some }, { account: management, faults }, async (environment) => {
      const ran = await runCli(["check", ...org], { environment });
      expect(ran.stderr).toContain("organizations:ListAccounts");
      expect(ran.stderr).toContain("delegated administrator");
      expect(ran.exitCode).toBe(3);
    });
  });
});
