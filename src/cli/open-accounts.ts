import { configuredRegion } from "../aws/credentials.ts";
import type { Session } from "../aws/session.ts";
import { identify } from "../collect/identity.ts";
import { partitionById, partitionOfRegion } from "../model/partition.ts";
import type { Result, ResultAccount } from "../model/result.ts";
import type { Access } from "../publish/publish.ts";
import { type RoleInEach, roleIn } from "./accounts/entry.ts";
import { openAws } from "./aws-access.ts";

export interface OpenAccounts {
  readonly open: (account: Pick<ResultAccount, "id" | "partition">) => Access;
  readonly close: () => void;
}

/**
 * The way into each account of a result: its own credentials where they are at hand, else the role
 * of that name in it, entered when it is asked for.
 */
export async function openAccounts(
  { accounts }: Pick<Result, "accounts">,
  role?: RoleInEach,
): Promise<OpenAccounts> {
  const aws = await openAws([], [await regionFor(accounts[0]?.partition ?? "aws")]);
  const entered: Session[] = [];
  const close = (): void => {
    for (const session of entered) session.close();
    aws.close();
  };
  try {
    const { account } = await identify(aws.caller.call, aws.region);
    return {
      close,
      open({ id, partition }) {
        if (id === account) return { call: aws.caller.call };
        if (role === undefined) return { closed: notOurs(id, account) };
        const { session } = aws.enter(roleIn(id, partition, role));
        entered.push(session);
        return { call: session.call };
      },
    };
  } catch (error) {
    close();
    throw error;
  }
}

/** STS is asked where the user works, if that is where the accounts are. */
async function regionFor(partition: string): Promise<string> {
  const configured = await configuredRegion();
  const isThere = configured !== undefined && partitionOfRegion(configured)?.id === partition;
  return isThere ? configured : partitionById(partition).leaderRegion;
}

/** https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_BatchImportFindings.html */
const notOurs = (account: string, own: string) => ({
  code: "OtherAccount",
  message: `AWS takes findings of ${account} only from ${account}, and the credentials are of ${own}; name a role that each account has: --role NAME`,
});
