import { AwsFault } from "./aws-fault.ts";
import type { ProtocolKind } from "./codec.ts";
import type { Caller } from "./service.ts";

/** What goes wrong. */
export type FaultKind =
  | "throttle"
  | "deny"
  | "server-error"
  | "html-page"
  | "drop-connection"
  | "region-disabled"
  | "expired-credentials";

/** Something that goes wrong for the calls it names; what it leaves open matches everything. */
export interface Fault {
  readonly account?: string;
  readonly region?: string;
  readonly service?: string;
  readonly operation?: string;
  readonly kind?: FaultKind;
  /** Milliseconds that pass before the answer. */
  readonly latency?: number;
  /** Only the first so many calls of each operation, Region and account. */
  readonly times?: number;
  /** Not the first so many calls of each operation, Region and account. */
  readonly after?: number;
}

/** A call as faults are matched against it. */
export interface Call extends Caller {
  readonly service: string;
  readonly operation: string;
}

/** Decides for each call what goes wrong with it. */
export class Faults {
  readonly #faults: readonly Fault[];
  readonly #seen = new Map<string, number>();

  constructor(faults: readonly Fault[]) {
    this.#faults = faults;
  }

  for(call: Call): readonly Fault[] {
    const key = [call.account, call.region, call.service, call.operation].join(" ");
    const before = this.#seen.get(key) ?? 0;
    this.#seen.set(key, before + 1);
    return this.#faults.filter(
      (fault) =>
        before >= (fault.after ?? 0) &&
        before < (fault.times ?? Number.POSITIVE_INFINITY) &&
        concerns(fault, call),
    );
  }
}

const concerns = ({ account, region, service, operation }: Fault, call: Call): boolean =>
  (account ?? call.account) === call.account &&
  (region ?? call.region) === call.region &&
  (service ?? call.service) === call.service &&
  (operation ?? call.operation) === call.operation;

/** The error that each protocol's services use for the same trouble. */
const errors: {
  readonly [kind in FaultKind]?: (protocol: ProtocolKind, call: Call) => AwsFault;
} = {
  throttle: (protocol) => throttling[protocol],
  deny: (protocol, call) => denied(protocol, call),
  "server-error": (protocol) =>
    new AwsFault(protocol === "s3" ? "InternalError" : "InternalFailure", "Internal error", {
      status: 500,
    }),
  "region-disabled": (protocol) =>
    protocol === "json" || protocol === "restJson"
      ? new AwsFault(
          "UnrecognizedClientException",
          "The security token included in the request is invalid.",
        )
      : new AwsFault(
          "InvalidClientTokenId",
          "The security token included in the request is invalid",
          { status: 403 },
        ),
  "expired-credentials": (protocol) =>
    protocol === "json" || protocol === "restJson"
      ? new AwsFault(
          "ExpiredTokenException",
          "The security token included in the request is expired",
        )
      : new AwsFault("ExpiredToken", "The provided token has expired.", { status: 400 }),
};

const throttling: { readonly [protocol in ProtocolKind]: AwsFault } = {
  json: new AwsFault("ThrottlingException", "Rate exceeded"),
  restJson: new AwsFault("TooManyRequestsException", "Rate exceeded", { status: 429 }),
  query: new AwsFault("Throttling", "Rate exceeded"),
  ec2Query: new AwsFault("RequestLimitExceeded", "Request limit exceeded.", { status: 503 }),
  restXml: new AwsFault("SlowDown", "Please reduce your request rate.", { status: 503 }),
  s3: new AwsFault("SlowDown", "Please reduce your request rate.", { status: 503 }),
};

function denied(protocol: ProtocolKind, { account, service, operation }: Call): AwsFault {
  const message = `User: arn:aws:iam::${account}:user/auditor is not authorized to perform: ${service}:${operation}`;
  if (service === "sns") return new AwsFault("AuthorizationError", message, { status: 403 });
  const codes: { readonly [kind in ProtocolKind]: AwsFault } = {
    json: new AwsFault("AccessDeniedException", message),
    restJson: new AwsFault("AccessDeniedException", message, { status: 403 }),
    query: new AwsFault("AccessDenied", message, { status: 403 }),
    ec2Query: new AwsFault("UnauthorizedOperation", message, { status: 403 }),
    restXml: new AwsFault("AccessDenied", "Access Denied", { status: 403 }),
    s3: new AwsFault("AccessDenied", "Access Denied", { status: 403 }),
  };
  return codes[protocol];
}

/** Throws the error that a fault stands for, if it is one that the API itself reports. */
export function raise(kind: FaultKind, protocol: ProtocolKind, call: Call): void {
  const error = errors[kind]?.(protocol, call);
  if (error !== undefined) throw error;
}

/** What a captive portal or a broken proxy sends. */
export const htmlPage =
  "<!doctype html><html><head><title>Sign in</title></head><body>Sign in to the network</body></html>";
