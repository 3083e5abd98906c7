import {
  ListAccountsForParentCommand,
  ListOrganizationalUnitsForParentCommand,
} from "@aws-sdk/client-organizations";
import type { Answer } from "../aws/operation.ts";
import { Failure } from "../model/failure.ts";
import { partitionById } from "../model/partition.ts";
import type { CallError } from "../model/recording.ts";
import { type Ask, askPages } from "./ask.ts";
import { callerFailure } from "./identity.ts";
import { listAccounts, nextPage, organizations } from "./organizations.ts";

const listAccountsForParent = organizations(
  "ListAccountsForParent",
  ListAccountsForParentCommand,
  "organizations:ListAccountsForParent",
);
const listUnitsForParent = organizations(
  "ListOrganizationalUnitsForParent",
  ListOrganizationalUnitsForParentCommand,
  "organizations:ListOrganizationalUnitsForParent",
);

/** An account of the organization, as its lists name it. */
export interface Member {
  readonly id: string;
  readonly name?: string;
  /** `ACTIVE`, `SUSPENDED`, `PENDING_CLOSURE`… */
  readonly state: string;
}

/** All accounts of the organization. https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html */
export async function listMembers(ask: Ask, partition: string): Promise<Member[]> {
  const { leaderRegion } = partitionById(partition);
  const pages = await askPages(ask, listAccounts, leaderRegion, {}, nextPage);
  return all(pages, "ListAccounts")
    .flatMap(({ Accounts }) => Accounts ?? [])
    .map(toMember);
}

/** The accounts of an organizational unit, or of the root, and of the units in it, however deep. */
export async function listMembersOf(
  ask: Ask,
  partition: string,
  ParentId: string,
): Promise<Member[]> {
  const { leaderRegion } = partitionById(partition);
  const [accounts, units] = await Promise.all([
    askPages(ask, listAccountsForParent, leaderRegion, { ParentId }, nextPage),
    askPages(ask, listUnitsForParent, leaderRegion, { ParentId }, nextPage),
  ]);
  const own = all(accounts, "ListAccountsForParent", ParentId).flatMap(
    ({ Accounts }) => Accounts ?? [],
  );
  const inside = all(units, "ListOrganizationalUnitsForParent", ParentId)
    .flatMap(({ OrganizationalUnits }) => OrganizationalUnits ?? [])
    .flatMap(({ Id }) => Id ?? []);
  const below = await Promise.all(inside.map((unit) => listMembersOf(ask, partition, unit)));
  return [...own.map(toMember), ...below.flat()];
}

interface ListedAccount {
  readonly Id?: string | undefined;
  readonly Name?: string | undefined;
  readonly State?: string | undefined;
  readonly Status?: string | undefined;
}

/** AWS allows 50 characters. */
const longestName = 200;

/**
 * `State` takes the place of `Status`, which AWS retired in September 2026. Ids become names of files,
 * so that they must be none other.
 */
function toMember({ Id = "", Name, State, Status }: ListedAccount): Member {
  if (!/^\d{12}$/.test(Id)) {
    throw new Failure("aws/no-account-id", "Organizations listed an account without an id.", {
      kind: "blind",
      help: "Check AWS_ENDPOINT_URL: what answers there does not behave like AWS.",
    });
  }
  return {
    id: Id,
    ...(Name && { name: Name.slice(0, longestName) }),
    state: State ?? Status ?? "UNKNOWN",
  };
}

/** The pages' answers: a list with a page missing would leave accounts out without a word. */
function all<Output>(pages: readonly Answer<Output>[], operation: string, unit?: string) {
  return pages.map(({ output, error }) => {
    if (error !== undefined) throw notListed(operation, error, unit);
    return output;
  });
}

const noSuchUnit = ["ParentNotFoundException", "InvalidInputException"];

function notListed(operation: string, error: CallError, unit: string | undefined): Failure {
  const said = `organizations:${operation}: ${error.code}: ${error.message}`;
  if (error.code === "AWSOrganizationsNotInUseException") {
    return new Failure("aws/no-organization", `The account is in no organization. (${said})`, {
      help: "Name accounts instead: --accounts 111122223333,444455556666 or --accounts-file FILE",
    });
  }
  if (unit !== undefined && noSuchUnit.includes(error.code)) {
    return new Failure("flags/ou", `There is no organizational unit "${unit}". (${said})`, {
      help: "An id looks like ou-ab12-cdef3456; the root's, r-ab12. List them with: aws organizations list-organizational-units-for-parent --parent-id r-ab12",
    });
  }
  return (
    callerFailure(error, said) ??
    new Failure(
      "aws/organization-not-listed",
      `The organization's accounts could not be listed. (${said})`,
      {
        kind: "blind",
        help: `Use credentials of the management account or of a delegated administrator, with the permission organizations:${operation}; or name accounts: --accounts-file FILE`,
      },
    )
  );
}
