import { name, version } from "virtual:package";
import { Failure } from "../../model/failure.ts";
import { isDelivered, publish } from "../../publish/publish.ts";
import { expectPublishable, expectRegions } from "../../publish/publishable.ts";
import type { RoleInEach } from "../accounts/entry.ts";
import type { Options, Run } from "../description.ts";
import { exitCodes } from "../exit.ts";
import { lookOf, writeAll } from "../io.ts";
import { openAccounts } from "../open-accounts.ts";
import { readResult } from "../read-result.ts";

const renderers = {
  text: () => import("../../report/publication/text.ts"),
  json: () => import("../../report/publication/json.ts"),
};

/** Brings Security Hub to what a stored result says; a rerun goes on where this one stopped. */
export const run: Run = async ({ arguments: { result: path = "" }, options }, io) => {
  const role = readRole(options);
  const onlyRegions = (options["region"] ?? []) as readonly string[];
  const result = await readResult(path);
  expectPublishable(result, path);
  expectRegions(onlyRegions, result);
  const accounts = await openAccounts(result, role);
  try {
    const publication = await publish({
      ...{ result, onlyRegions, tool: { name, version }, open: accounts.open },
      ...{ isDryRun: options["dryRun"] === true, signal: io.signal },
    });
    const { render } = await renderers[options["format"] as keyof typeof renderers]();
    await writeAll(io.stdout, render(publication, lookOf(io)));
    return isDelivered(publication) ? exitCodes.ok : exitCodes.blind;
  } finally {
    accounts.close();
  }
};

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
const roleName = /^(?!arn:)[\w+=,.@/-]{1,512}$/;

function readRole({ role, externalId }: Options): RoleInEach | undefined {
  if (typeof role !== "string") {
    if (typeof externalId !== "string") return undefined;
    throw new Failure("flags/external-id", "--external-id is for a role, and no --role is given.");
  }
  if (!roleName.test(role)) {
    throw new Failure("flags/role", `--role takes the name of a role, not "${role}".`, {
      help: "The role of that name is assumed in each account of the result, like: --role Audit",
    });
  }
  return { name: role.replace(/^\//, ""), ...(typeof externalId === "string" && { externalId }) };
}
