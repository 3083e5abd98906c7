import { permissions } from "../model/permissions.ts";
import type { AccountRecording } from "../model/recording.ts";
import type { Gap } from "../model/result.ts";
import { managementAccountOf } from "./organization.ts";
import { isAnswer, reasonFor } from "./reasons.ts";

/** The calls that AWS did not answer; "there is none" is an answer. */
export function gapsOf({ account, calls }: AccountRecording): Gap[] {
  const management = managementAccountOf(calls);
  const isMember = management !== undefined && management !== account.account;
  return calls.flatMap(({ region, service, operation, error }) => {
    if (error === undefined || isAnswer(error)) return [];
    // Regions from a list of ours that the account does not have.
    const isGuess = account.regionsFrom === "built-in list";
    if (isGuess && reasonFor(error) === "region-disabled") return [];
    // What an organization keeps from its members, no permission gives them.
    if (isMember && service === "organizations" && reasonFor(error) === "access-denied") return [];
    const permission = permissions[`${service}:${operation}`];
    return [
      {
        account: account.account,
        region,
        service,
        operation,
        code: error.code,
        ...(permission && { permission }),
      },
    ];
  });
}
