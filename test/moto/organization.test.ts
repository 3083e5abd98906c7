import { join } from "node:path";
import {
  CreateAccountCommand,
  CreateOrganizationalUnitCommand,
  CreateOrganizationCommand,
  ListRootsCommand,
  MoveAccountCommand,
} from "@aws-sdk/client-organizations";
import { afterAll, beforeAll, expect, test } from "vitest";
import { emptyFolder, runCli } from "../harness/cli.ts";
import { readAccounts } from "../harness/recordings.ts";
import { clientsFor, account as management } from "./clients.ts";
import { environmentOf } from "./run.ts";
import { type Moto, startMoto } from "./server.ts";

let moto: Moto;
let unit = "";
let inner = "";
const members: string[] = [];

/** An organization with a unit in a unit, three accounts, one of them in each of the two. */
beforeAll(async () => {
  moto = await startMoto();
  const { organizations } = clientsFor(moto.endpoint, "us-east-1");
  await organizations.send(new CreateOrganizationCommand({ FeatureSet: "ALL" }));
  const { Roots: roots = [] } = await organizations.send(new ListRootsCommand({}));
  const root = roots[0]?.Id ?? "";
  const unitIn = async (parent: string, name: string): Promise<string> => {
    const asked = new CreateOrganizationalUnitCommand({ ParentId: parent, Name: name });
    return (await organizations.send(asked)).OrganizationalUnit?.Id ?? "";
  };
  unit = await unitIn(root, "workloads");
  inner = await unitIn(unit, "production");
  for (const [index, parent] of [root, unit, inner].entries()) {
    const asked = new CreateAccountCommand({
      AccountName: `member ${index}`,
      Email: `member-${index}@example.com`,
    });
    const { CreateAccountStatus: status } = await organizations.send(asked);
    const id = status?.AccountId ?? "";
    members.push(id);
    if (parent === root) continue;
    await organizations.send(
      new MoveAccountCommand({
        AccountId: id,
        SourceParentId: root,
        DestinationParentId: parent,
      }),
    );
  }
});

afterAll(async () => {
  await moto?.stop();
});

const collected = async (...words: readonly string[]) => {
  const path = join(emptyFolder(), "organization.ndjson.gz");
  const environment = environmentOf(moto.endpoint);
  const all = ["collect", "-o", path, "--role", "Audit", "--region", "us-east-1", ...words];
  const ran = await runCli(all, { environment });
  expect(ran.exitCode, ran.stderr).toBe(0);
  return readAccounts(path);
};

test("the organization is listed, and each member is entered as itself", async () => {
  const accounts = await collected("--org");
  expect([...accounts.keys()].sort()).toEqual([management, ...members].sort());
  for (const [index, id] of members.entries()) {
    const { account, calls, status } = accounts.get(id) ?? {};
    expect({ name: account?.name, status }).toEqual({
      name: `member ${index}`,
      status: "complete",
    });
    const caller = calls?.find(({ operation }) => operation === "GetCallerIdentity");
    expect(caller?.output?.["Account"]).toBe(id);
    expect(caller?.output?.["Arn"]).toContain("assumed-role/Audit/trailwarden");
  }
});

test("a unit is read with the units in it, and without what is excluded", async () => {
  expect([...(await collected("--ou", unit)).keys()].sort()).toEqual(members.slice(1).sort());
  const without = await collected("--ou", unit, "--exclude", inner);
  expect([...without.keys()]).toEqual([members[1]]);
});
