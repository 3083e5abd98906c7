import type { CallError } from "../model/recording.ts";

/** Our own codes, for what never was an answer of the API. */
export const ourCodes = {
  /** Something answered that does not speak the API: a proxy's or a portal's page. */
  notAws: "NotAnAwsAnswer",
  network: "NetworkError",
  timeout: "TimeoutError",
  credentials: "CredentialsError",
} as const;

interface SdkError {
  readonly name?: string;
  readonly message?: string;
  readonly code?: string;
  readonly $fault?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $response?: {
    readonly statusCode?: number;
    readonly headers?: { readonly [name: string]: string };
  };
  readonly $responseBodyText?: string;
}

/** What the SDK threw, as a recording keeps it: the API's own code, or one of ours. */
export function describeError(thrown: unknown): CallError {
  const error = (typeof thrown === "object" && thrown !== null ? thrown : {}) as SdkError;
  const status = error.$metadata?.httpStatusCode ?? error.$response?.statusCode;
  const bucketRegion = error.$response?.headers?.["x-amz-bucket-region"];
  return {
    code: codeOf(error, status),
    message: messageOf(error, thrown),
    ...(status !== undefined && { status }),
    ...(bucketRegion !== undefined && { bucketRegion }),
  };
}

const credentialErrors = ["CredentialsProviderError", "TokenProviderError", "ProviderError"];
const timeouts = ["TimeoutError", "ETIMEDOUT", "ESOCKETTIMEDOUT"];
/** Names the SDK gives when the answer had no code; the status says more. */
const namesWithoutMeaning = ["", "Error", "Unknown", "UnknownError"];

function codeOf(error: SdkError, status: number | undefined): string {
  const { name = "", code = "" } = error;
  if (credentialErrors.includes(name)) return ourCodes.credentials;
  if (timeouts.includes(name) || timeouts.includes(code)) return ourCodes.timeout;
  if (isForeignPage(error)) return ourCodes.notAws;
  if (status === undefined && code !== "") return ourCodes.network;
  return namesWithoutMeaning.includes(name) ? `Http${status ?? ""}` : name;
}

/** An HTML page makes the SDK's own parser fail: a SyntaxError, or a plain Error with the body beside it. */
function isForeignPage(error: SdkError): boolean {
  if (error.name === "ForeignPageError" || error.name === "SyntaxError") return true;
  const contentType = error.$response?.headers?.["content-type"] ?? "";
  if (contentType.startsWith("text/html")) return true;
  return error.$fault === undefined && /^\s*<(!doctype|html)/i.test(error.$responseBodyText ?? "");
}

function messageOf(error: SdkError, thrown: unknown): string {
  const message = error.message ?? String(thrown);
  return message.split("\n")[0]?.slice(0, 500) ?? "";
}
