import { name, version } from "virtual:package";
import { configuredRegion, findCredentials } from "../aws/credentials.ts";
import { requestHandlerFor } from "../aws/http.ts";
import { openSession, type Session } from "../aws/session.ts";
import type { RoleToAssume } from "../collect/role.ts";
import { roleCredentials } from "../collect/role.ts";
import { expectRegion } from "./region-name.ts";

/** The way to AWS of one run: one pool of connections for all of its accounts. */
export interface AwsAccess {
  /** Region for the first call. */
  readonly region: string;
  /** The user's own credentials, or those of the role that they go through. */
  readonly caller: Session;
  readonly enter: (role: RoleToAssume) => Entered;
  readonly close: () => void;
}

export interface Entered {
  readonly session: Session;
  /** Rejects with RoleRefused. */
  readonly isOpen: () => Promise<unknown>;
}

/** Opens AWS as the environment and the profile say; `roles` are assumed one from the other. */
export async function openAws(
  roles: readonly RoleToAssume[],
  onlyRegions: readonly string[],
): Promise<AwsAccess> {
  const region = onlyRegions[0] ?? (await firstRegion());
  const handler = await requestHandlerFor();
  const opened: Session[] = [];
  const open = (credentials: ReturnType<typeof findCredentials>): Session => {
    const session = openSession({ handler, credentials, userAgent: `${name}/${version}` });
    opened.push(session);
    return session;
  };
  const caller = roles.reduce(
    (from, role) => open(roleCredentials(from, region, role)),
    open(findCredentials({ region, requestHandler: handler })),
  );
  return {
    region,
    caller,
    enter(role) {
      const credentials = roleCredentials(caller, region, role);
      const session = openSession({ handler, credentials, userAgent: `${name}/${version}` });
      return { session, isOpen: () => credentials() };
    },
    close() {
      for (const session of opened) session.close();
      handler.destroy();
    },
  };
}

const firstRegion = async (): Promise<string> =>
  expectRegion((await configuredRegion()) ?? "us-east-1");
