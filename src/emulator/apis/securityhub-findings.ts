import {
  BatchImportFindings$,
  BatchUpdateFindings$,
  GetFindings$,
} from "@aws-sdk/client-securityhub";
import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import { AwsFault } from "../aws-fault.ts";
import { wrongWith } from "../finding-rules.ts";
import { heldFindings, importFinding, updateByCustomer } from "../hub-findings.ts";
import { accountOf, page } from "../lookup.ts";
import type { Caller, EmulatedDescription, Handler } from "../service.ts";
import type { HubState, World } from "../world.ts";

/** The hub of the caller in the Region; without one, nothing is answered. */
export function hubOf({ account, region }: Caller, world: World): HubState {
  const found = accountOf(world, account)?.hubs.find((hub) => hub.region === region);
  if (found !== undefined) return found;
  throw new AwsFault(
    "InvalidAccessException",
    `Account ${account} is not subscribed to AWS Security Hub`,
    { status: 401 },
  );
}

const invalid = (message: string): AwsFault => new AwsFault("InvalidInputException", message);

const objects = (value: Json | undefined): readonly JsonObject[] =>
  Array.isArray(value) ? value.filter(isObject) : [];

const largestBatch = 6 * 1024 * 1024;

/** https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_BatchImportFindings.html */
const batchImportFindings: Handler = (input, caller, world) => {
  const hub = hubOf(caller, world);
  const findings = objects(input["Findings"]);
  if (findings.length < 1 || findings.length > 100) {
    throw invalid("Invalid parameter 'Findings'. data should have between 1 and 100 items.");
  }
  if (Buffer.byteLength(JSON.stringify(input)) > largestBatch) {
    throw invalid("Invalid parameter 'Findings'. The batch exceeds 6 MB.");
  }
  for (const finding of findings) expectOwn(finding, caller, world);
  const failed = findings.flatMap((finding) => {
    const ErrorMessage = wrongWith(finding);
    if (ErrorMessage === undefined) importFinding(hub, finding, caller);
    return ErrorMessage === undefined
      ? []
      : [{ Id: String(finding["Id"] ?? ""), ErrorCode: "InvalidInput", ErrorMessage }];
  });
  return {
    FailedCount: failed.length,
    SuccessCount: findings.length - failed.length,
    FailedFindings: failed,
  };
};

/** The default product takes findings of its own account and Region only; others deny the call. */
function expectOwn(
  { ProductArn, AwsAccountId }: JsonObject,
  { account, region }: Caller,
  world: World,
) {
  const partition = accountOf(world, account)?.partition ?? "aws";
  const own = `arn:${partition}:securityhub:${region}:${account}:product/${account}/default`;
  if (ProductArn === own && AwsAccountId === account) return;
  throw new AwsFault(
    "AccessDeniedException",
    `User: arn:${partition}:iam::${account}:user/auditor is not authorized to perform: securityhub:BatchImportFindings on resource: ${String(ProductArn)}`,
    { status: 403 },
  );
}

const comparisons: { readonly [name: string]: (value: string, wanted: string) => boolean } = {
  EQUALS: (value, wanted) => value === wanted,
  PREFIX: (value, wanted) => value.startsWith(wanted),
  NOT_EQUALS: (value, wanted) => value !== wanted,
  PREFIX_NOT_EQUALS: (value, wanted) => !value.startsWith(wanted),
};

/** Filters on texts. Of one attribute any may hold, or all where they are negative; all attributes must. */
function passes(finding: JsonObject, filters: JsonObject): boolean {
  return Object.entries(filters).every(([attribute, given]) => {
    const value = finding[attribute];
    const holds = objects(given).map(({ Comparison, Value }) => {
      const compare = comparisons[String(Comparison)];
      if (compare === undefined) throw invalid(`Invalid parameter 'Filters.${attribute}'`);
      return { isNegative: /NOT/.test(String(Comparison)), held: compare(`${value}`, `${Value}`) };
    });
    const positive = holds.filter(({ isNegative }) => !isNegative);
    return (
      holds.every(({ isNegative, held }) => !isNegative || held) &&
      (positive.length === 0 || positive.some(({ held }) => held))
    );
  });
}

const mostFilters = 10;
const mostValues = 20;

/** https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_GetFindings.html */
const getFindings: Handler = (input, caller, world) => {
  const hub = hubOf(caller, world);
  const size = Number(input["MaxResults"] ?? 10);
  if (size < 1 || size > 100) throw invalid("MaxResults must be between 1 and 100");
  const filters = isObject(input["Filters"]) ? input["Filters"] : {};
  const isTooMuch =
    Object.keys(filters).length > mostFilters ||
    Object.values(filters).some((values) => objects(values).length > mostValues);
  if (isTooMuch) throw invalid("Invalid parameter 'Filters'. Too many filters.");
  const found = heldFindings(hub).filter((finding) => passes(finding, filters));
  const { items, next } = page(found, input["NextToken"], size);
  return { Findings: items, ...(next && { NextToken: next }) };
};

/** https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_BatchUpdateFindings.html */
const batchUpdateFindings: Handler = (input, caller, world) => {
  const hub = hubOf(caller, world);
  const { FindingIdentifiers, Note, ...given } = input;
  const changes: JsonObject = {
    ...given,
    ...(isObject(Note) && { Note: { ...Note, UpdatedAt: "2026-01-01T00:00:00.000Z" } }),
  };
  const which = objects(FindingIdentifiers);
  if (which.length < 1 || which.length > 100) throw invalid("Between 1 and 100 findings.");
  const [processed, unprocessed]: [JsonObject[], JsonObject[]] = [[], []];
  for (const one of which) {
    (updateByCustomer(hub, one, changes) ? processed : unprocessed).push(one);
  }
  return {
    ProcessedFindings: processed,
    UnprocessedFindings: unprocessed.map((FindingIdentifier) => ({
      FindingIdentifier,
      ErrorCode: "FindingNotFound",
      ErrorMessage: "Finding Not Found",
    })),
  };
};

export const findingOperations = [
  [BatchImportFindings$, batchImportFindings],
  [GetFindings$, getFindings],
  [BatchUpdateFindings$, batchUpdateFindings],
] as const satisfies EmulatedDescription["operations"];
