import { ourCodes } from "../aws/errors.ts";
import { parseArn } from "../model/arn.ts";
import { Failure } from "../model/failure.ts";
import type { CallError } from "../model/recording.ts";
import type { Ask } from "./ask.ts";
import { getCallerIdentity } from "./sts.ts";

export interface Identity {
  readonly account: string;
  readonly partition: string;
}

/** Whose account the credentials open. Nothing can be seen without that, so it fails. */
export async function identify(ask: Ask, region: string): Promise<Identity> {
  const { output, error } = await ask(getCallerIdentity, region, {});
  if (error !== undefined) throw unidentified(error, region);
  const partition = parseArn(output.Arn ?? "")?.partition;
  if (!output.Account || !partition) {
    throw new Failure("aws/no-identity", "STS answered without an account or ARN.", {
      kind: "blind",
      help: "Check AWS_ENDPOINT_URL: what answers there does not behave like AWS.",
    });
  }
  return { account: output.Account, partition };
}

interface WayOut {
  readonly code: string;
  readonly message: string;
  readonly help: string;
}

const expired: WayOut = {
  code: "aws/credentials-expired",
  message: "The AWS credentials have expired.",
  help: "Sign in again, for example with: aws sso login",
};

const invalid: WayOut = {
  code: "aws/credentials-invalid",
  message: "AWS does not accept the credentials.",
  help: "Check the profile or AWS_ACCESS_KEY_ID, and that the Region belongs to the same partition and is enabled.",
};

const waysOut: { readonly [code: string]: WayOut } = {
  [ourCodes.credentials]: {
    code: "aws/credentials-missing",
    message: "No usable AWS credentials were found.",
    help: "Set AWS_PROFILE, sign in with: aws sso login, or see https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html",
  },
  ExpiredToken: expired,
  ExpiredTokenException: expired,
  RequestExpired: expired,
  InvalidClientTokenId: invalid,
  UnrecognizedClientException: invalid,
  SignatureDoesNotMatch: invalid,
  AccessDenied: {
    code: "aws/role-denied",
    message: "AWS denied the first call.",
    help: "If --role or --through-role is used: check the role's trust policy and --external-id. Otherwise look for a service control policy.",
  },
  [ourCodes.notAws]: {
    code: "aws/not-aws",
    message: "Something other than AWS answered, probably a proxy or a sign-in page.",
    help: "Check HTTPS_PROXY, AWS_ENDPOINT_URL and the network; try: curl -I https://sts.amazonaws.com",
  },
  [ourCodes.network]: {
    code: "aws/unreachable",
    message: "AWS could not be reached.",
    help: "Check the network, the Region's name and AWS_ENDPOINT_URL.",
  },
  [ourCodes.timeout]: {
    code: "aws/unreachable",
    message: "AWS did not answer in time.",
    help: "Check the network, a proxy that needs HTTPS_PROXY, and AWS_ENDPOINT_URL.",
  },
};

function unidentified(error: CallError, region: string): Failure {
  const wayOut = waysOut[error.code] ?? {
    code: "aws/no-identity",
    message: "AWS did not say whose credentials these are.",
    help: "Nothing can be judged without that. Check the credentials and the network.",
  };
  const said = `sts:GetCallerIdentity in ${region}: ${error.code}: ${error.message}`;
  return toFailure(wayOut, said);
}

const toFailure = ({ code, message, help }: WayOut, said: string): Failure =>
  new Failure(code, `${message} (${said})`, { kind: "blind", help });

/** What an error says about the caller's credentials or the way to AWS, whatever was asked; undefined if nothing. */
export function callerFailure(error: CallError, said: string): Failure | undefined {
  const wayOut = error.code === "AccessDenied" ? undefined : waysOut[error.code];
  return wayOut && toFailure(wayOut, said);
}

/** Whether the credentials are no longer good: nothing that is asked with them will be answered. */
export const saysExpired = ({ code }: CallError): boolean =>
  waysOut[code] === expired || code === ourCodes.credentials;
