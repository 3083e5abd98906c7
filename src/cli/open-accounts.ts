import { name, version } from "virtual:package";
import { configuredRegion, findCredentials } from "../aws/credentials.ts";
import { requestHandlerFor } from "../aws/http.ts";
import { openSession, type Session } from "../aws/session.ts";
import { identify } from "../collect/identity.ts";
import { type RoleToAssume, roleCredentials } from "../collect/role.ts";
import { partitionById, partitionOfRegion } from "../model/partition.ts";
import type { Result, ResultAccount } from "../model/result.ts";
import type { Access } from "../publish/publish.ts";

/** A role that has the same name in every account. */
export interface RoleInAccounts {
  readonly name: string;
  readonly externalId?: string;
}

export interface OpenAccounts {
  readonly open: (account: Pick<ResultAccount, "id" | "partition">) => Access;
  readonly close: () => void;
}

/**
 * The way into each account of a result: its own credentials where they are at hand, else the role
 * of that name in it.
 */
export async function openAccounts(
  { accounts }: Pick<Result, "accounts">,
  role?: RoleInAccounts,
): Promise<OpenAccounts> {
  const region = await regionFor(accounts[0]?.partition ?? "aws");
  const sessions: Session[] = [];
  const openWith = async (caller?: Session, assumed?: RoleToAssume): Promise<Session> => {
    const handler = await requestHandlerFor();
    const credentials =
      caller && assumed
        ? roleCredentials(caller, region, assumed)
        : findCredentials({ region, requestHandler: handler });
    const session = openSession({ handler, credentials, userAgent: `${name}/${version}` });
    sessions.push(session);
    return session;
  };
  const close = (): void => {
    for (const session of sessions) session.close();
  };
  try {
    const own = await openWith();
    const { account } = await identify(own.call, region);
    const others = new Map<string, Session>();
    if (role !== undefined) {
      for (const other of accounts) {
        if (other.id !== account) others.set(other.id, await openWith(own, roleIn(other, role)));
      }
    }
    return {
      close,
      open({ id }) {
        const session = id === account ? own : others.get(id);
        return session ? { call: session.call } : { closed: notOurs(id, account) };
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

const roleIn = (
  { id, partition }: Pick<ResultAccount, "id" | "partition">,
  { name: role, externalId }: RoleInAccounts,
): RoleToAssume => ({
  arn: `arn:${partition}:iam::${id}:role/${role.replace(/^\//, "")}`,
  ...(externalId !== undefined && { externalId }),
});

/** https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_BatchImportFindings.html */
const notOurs = (account: string, own: string) => ({
  code: "OtherAccount",
  message: `AWS takes findings of ${account} only from ${account}, and the credentials are of ${own}; name a role that each account has: --role NAME`,
});
