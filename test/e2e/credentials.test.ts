import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { buildAccount } from "../../src/emulator/build/account.ts";
import type { Fault } from "../../src/emulator/faults.ts";
import type { World } from "../../src/emulator/world.ts";
import { checkLive, readStored, withAws } from "../harness/aws.ts";
import { emptyFolder, runCli } from "../harness/cli.ts";
import { goodAccount, goodWorld } from "../harness/worlds.ts";

const now = new Date().toISOString();
const world = goodWorld(now);
const caller = "999988887777";

describe("what cannot begin says why and what to do", () => {
  const failing = async (fault: Fault, environment = {}) =>
    withAws({ world }, { faults: [fault], environment }, (leads) =>
      runCli(["check"], { environment: leads }),
    );

  const sts = { service: "sts" } as const;
  const cases: readonly (readonly [string, Fault, code: string, wayOut: string])[] = [
    [
      "expired credentials",
      { ...sts, kind: "expired-credentials" },
      "aws/credentials-expired",
      "aws sso login",
    ],
    [
      "credentials that AWS does not know",
      { ...sts, kind: "region-disabled" },
      "aws/credentials-invalid",
      "Check the profile",
    ],
    ["a proxy's page", { ...sts, kind: "html-page" }, "aws/not-aws", "HTTPS_PROXY"],
    [
      "a connection that drops",
      { ...sts, kind: "drop-connection" },
      "aws/unreachable",
      "Check the network",
    ],
    [
      "denied by a service control policy",
      { ...sts, kind: "deny" },
      "aws/role-denied",
      "service control policy",
    ],
  ];
  for (const [name, fault, code, wayOut] of cases) {
    test(name, async () => {
      const { exitCode, stderr, stdout } = await failing(fault);
      expect(exitCode).toBe(3);
      expect(stderr).toContain(code);
      expect(stderr).toContain(wayOut);
      expect(stderr.split("\n").length).toBeLessThan(5);
      expect(stdout).toBe("");
    });
  }

  test("no credentials at all", async () => {
    const { exitCode, stderr } = await failing(
      {},
      { AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "" },
    );
    expect(exitCode).toBe(3);
    expect(stderr).toContain("aws/credentials-missing");
    expect(stderr).toContain("AWS_PROFILE");
  });

  const profiles: readonly (readonly [name: string, says: string])[] = [
    ["absent", 'profile "absent": Could not resolve'],
    ["sso", 'profile "sso": a setting is missing'],
    ["loop", 'profile "loop": Detected a cycle'],
    ["process", 'profile "process": Command failed'],
  ];
  test.each(profiles)("the profile %s", async (name, says) => {
    const file = join(emptyFolder(), "config");
    writeFileSync(
      file,
      `[profile sso]
sso_session = nowhere
sso_account_id = 111122223333
sso_role_name = Audit
[profile loop]
source_profile = loop
role_arn = arn:aws:iam::111122223333:role/Audit
[profile process]
credential_process = false
`,
    );
    const { exitCode, stderr } = await failing(
      {},
      {
        AWS_ACCESS_KEY_ID: "",
        AWS_SECRET_ACCESS_KEY: "",
        AWS_PROFILE: name,
        AWS_CONFIG_FILE: file,
      },
    );
    expect(exitCode).toBe(3);
    expect(stderr).toContain("aws/credentials-missing");
    expect(stderr).toContain(says);
  });

  test("a token file that is not there", async () => {
    const { stderr } = await failing(
      {},
      {
        AWS_ACCESS_KEY_ID: "",
        AWS_SECRET_ACCESS_KEY: "",
        AWS_WEB_IDENTITY_TOKEN_FILE: "/not/there",
        AWS_ROLE_ARN: "arn:aws:iam::111122223333:role/Audit",
      },
    );
    expect(stderr).toContain("aws/credentials-missing");
    expect(stderr).toContain("/not/there");
  });

  test("nobody there", async () => {
    const environment = {
      AWS_ENDPOINT_URL: "http://127.0.0.1:9",
      AWS_ACCESS_KEY_ID: "AKIA",
      AWS_SECRET_ACCESS_KEY: "secret",
      AWS_MAX_ATTEMPTS: "2",
    };
    const { exitCode, stderr } = await runCli(["check"], { environment });
    expect(exitCode).toBe(3);
    expect(stderr).toContain("aws/unreachable");
  });

  test("a Region that does not exist", async () => {
    const { exitCode, stderr } = await failing({}, { AWS_REGION: "eu-wst-one" });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('"eu-wst-one" is no AWS Region');
  });

  test("an empty AWS_REGION names none", async () => {
    const { exitCode } = await failing({ service: "none" }, { AWS_REGION: "" });
    expect(exitCode).toBe(0);
  });

  test("a Region that is not enabled", async () => {
    const { exitCode, stderr } = await withAws({ world }, {}, (environment) =>
      runCli(["check", "--region", "eu-west-4"], { environment }),
    );
    expect(exitCode).toBe(2);
    expect(stderr).toContain("Did you mean eu-west-");
  });
});

describe("a role", () => {
  const roles: World = {
    accounts: [
      {
        ...(world.accounts[0] ?? buildAccount({ id: goodAccount })),
        roles: [{ name: "Audit", trustedAccounts: [caller], externalId: "tw-42" }],
      },
      buildAccount({ id: caller }),
    ],
  };
  const arn = `arn:aws:iam::${goodAccount}:role/Audit`;

  test("is entered with its external id", async () => {
    const words = ["--role", arn, "--external-id", "tw-42"];
    const { exitCode, result } = await checkLive({ world: roles }, { account: caller, words });
    expect(result.accounts.map(({ id }) => id)).toEqual([goodAccount]);
    expect(exitCode).toBe(0);
  });

  test("refuses another external id", async () => {
    await withAws({ world: roles }, { account: caller }, async (environment) => {
      const words = ["check", "--role", arn, "--external-id", "guess"];
      const { exitCode, stderr } = await runCli(words, { environment });
      expect(exitCode).toBe(3);
      expect(stderr).toContain("trust policy and --external-id");
    });
  });

  test("has to be an ARN", async () => {
    const { exitCode, stderr } = await runCli(["check", "--role", "Audit"]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("arn:aws:iam::111122223333:role/Audit");
  });
});

test("no secret reaches a recording, a result or the terminal", async () => {
  await withAws({ world }, {}, async (environment) => {
    const folder = emptyFolder();
    const [recording, result] = [join(folder, "a.ndjson"), join(folder, "r.json")];
    const secrets = {
      ...environment,
      AWS_SECRET_ACCESS_KEY: "wJalrXUtnFEMI",
      AWS_SESSION_TOKEN: "FwoGZXIvYXdz",
    };
    const words = ["check", "--save-recording", recording, "--output", `json=${result}`];
    const ran = await runCli(words, { environment: secrets });
    const { readFileSync } = await import("node:fs");
    const everything = [
      ran.stdout,
      ran.stderr,
      readFileSync(recording, "utf8"),
      readFileSync(result, "utf8"),
    ].join();
    expect(everything).not.toMatch(/wJalrXUtnFEMI|FwoGZXIvYXdz|security@example\.com/);
    expect(everything).toMatch(/contact:[0-9a-f]{16}/);
    expect(readStored(result, ran).findings.length).toBeGreaterThan(0);
  });
});

test("contacts stay when that is asked for", async () => {
  await withAws({ world }, {}, async (environment) => {
    const recording = join(emptyFolder(), "a.ndjson");
    await runCli(["collect", "-o", recording, "--keep-contacts"], { environment });
    const { readFileSync } = await import("node:fs");
    expect(readFileSync(recording, "utf8")).toContain("security@example.com");
  });
});
