import { saysNotSubscribed } from "../model/not-subscribed.ts";
import type { CallError } from "../model/recording.ts";
import type { UnknownReason } from "../model/unknown.ts";

const denied =
  /^(AccessDenied|AccessDenied(Exception|Error)|UnauthorizedOperation|UnauthorizedAccess|AuthorizationError(Exception)?|NotAuthorized(Exception)?|Forbidden)$/;

const throttled =
  /^(Throttl\w*|TooManyRequests\w*|SlowDown|RequestLimitExceeded|RequestThrottled\w*|BandwidthLimitExceeded|LimitExceededException)$/;

/** What a Region says to credentials of an account that has not enabled it. */
const disabled = /^(UnrecognizedClientException|InvalidClientTokenId|AuthFailure|OptInRequired)$/;

/** Ours, in answers that infrastructure as code would give. */
const unresolved = "Unresolved";

/** The kind of an error that keeps a fact from being known. */
export function reasonFor({ code, status }: CallError): UnknownReason {
  if (code === unresolved) return "unresolved";
  if (denied.test(code)) return "access-denied";
  if (throttled.test(code) || status === 429) return "throttled";
  if (disabled.test(code)) return "region-disabled";
  // S3 answers HEAD without a body, so that only the status is left.
  return status === 403 ? "access-denied" : "unavailable";
}

/** Errors that are AWS's way of saying "none" or "not here": no gap in what was seen. */
const answers = new Set([
  "AWSOrganizationsNotInUseException",
  "InsightNotEnabledException",
  "NoSuchBucket",
  "NoSuchBucketPolicy",
  "NoSuchEntity",
  "NoSuchEntityException",
  "NoSuchLifecycleConfiguration",
  "NoSuchPublicAccessBlockConfiguration",
  "NotFound",
  "NotFoundException",
  "ObjectLockConfigurationNotFoundError",
  "OwnershipControlsNotFoundError",
  "PermanentRedirect",
  "ReplicationConfigurationNotFoundError",
  "ResourceNotFoundException",
  "ResourcePolicyNotFoundException",
  "ServerSideEncryptionConfigurationNotFoundError",
  "TrailNotFoundException",
]);

export const isAnswer = (error: CallError): boolean =>
  answers.has(error.code) ||
  error.code === unresolved ||
  saysNotSubscribed(error) ||
  (error.bucketRegion !== undefined && error.status !== 403);
