import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from "@smithy/types";
import type { Session } from "../aws/session.ts";
import type { CallError } from "../model/recording.ts";
import { assumeRole } from "./sts.ts";

/** A role to enter before anything is read, as AssumeRole takes it. */
export interface RoleToAssume {
  readonly arn: string;
  readonly externalId?: string;
  /** In the CloudTrail records of what the session does. */
  readonly sessionName?: string;
  readonly sourceIdentity?: string;
  readonly seconds?: number;
}

/** AssumeRole was refused. The SDK takes it for an error of the call that needed the credentials. */
export class RoleRefused extends Error {
  readonly $metadata: { readonly httpStatusCode?: number };
  readonly error: CallError;

  constructor(error: CallError) {
    super(error.message);
    this.name = error.code;
    this.error = error;
    this.$metadata = error.status === undefined ? {} : { httpStatusCode: error.status };
  }
}

/** Credentials are renewed this long before they end, so that none end on the way. */
const renewal = 5 * 60_000;

/** A refusal holds this long, so that a hundred clients do not ask for the same a hundred times. */
const refusal = 10_000;

/**
 * Credentials of a role. Every client asks for them, one for each service and Region: AssumeRole is
 * called once for all, and again before they end.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export function roleCredentials(
  session: Pick<Session, "call">,
  region: string,
  role: RoleToAssume,
): AwsCredentialIdentityProvider {
  let underway: Promise<AwsCredentialIdentity> | undefined;
  let renewAt = Number.POSITIVE_INFINITY;
  return () => {
    if (underway !== undefined && Date.now() < renewAt) return underway;
    renewAt = Number.POSITIVE_INFINITY;
    underway = enter(session, region, role);
    underway.then(
      ({ expiration }) => {
        if (expiration !== undefined) renewAt = expiration.getTime() - renewal;
      },
      () => {
        renewAt = Date.now() + refusal;
      },
    );
    return underway;
  };
}

async function enter(
  session: Pick<Session, "call">,
  region: string,
  { arn, externalId, sessionName = "trailwarden", sourceIdentity, seconds }: RoleToAssume,
): Promise<AwsCredentialIdentity> {
  const { output, error } = await session.call(assumeRole, region, {
    RoleArn: arn,
    RoleSessionName: sessionName,
    ...(externalId !== undefined && { ExternalId: externalId }),
    ...(sourceIdentity !== undefined && { SourceIdentity: sourceIdentity }),
    ...(seconds !== undefined && { DurationSeconds: seconds }),
  });
  if (error !== undefined) throw new RoleRefused(error);
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = output.Credentials ?? {};
  if (!AccessKeyId || !SecretAccessKey || !SessionToken) {
    throw new RoleRefused({ code: "NotReturned", message: "STS answered without credentials." });
  }
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    ...(Expiration !== undefined && { expiration: new Date(Expiration) }),
  };
}
