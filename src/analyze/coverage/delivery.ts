import type { Trail, TrailStatus } from "../../model/facts/trail.ts";
import type { Unknown } from "../../model/unknown.ts";

/** A reason why a trail does not count, or a fact that would tell: `trail.statuses`, `account.regions`. */
export type Doubt = Out | { readonly fact: string; readonly unknown: Unknown };

export interface Out {
  readonly out: string;
  /** It is a trail of another Region. */
  readonly isElsewhere?: true;
}

const hour = 3_600_000;

/**
 * What speaks against a trail's deliveries in one Region. Only an error that no later delivery puts
 * right shows that they fail: a Region without any may just be quiet. A digest comes every hour.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetTrailStatus.html
 */
export function deliveryDoubts(trail: Trail, region: string, asOf: Date | undefined): Doubt[] {
  const status = trail.statuses.$items.find((item) => item.region === region);
  if (status === undefined) return [{ fact: "trail.statuses", unknown: whyUnseen(trail, region) }];
  const { isLogging } = status;
  const doubts: Doubt[] = [];
  if (isLogging === false) doubts.push({ out: `it is switched off in ${region}` });
  else if (isLogging !== true) doubts.push({ fact: "trail.statuses", unknown: isLogging });
  return [...doubts, ...errorDoubts(status, asOf)];
}

function whyUnseen({ statuses }: Trail, region: string): Unknown {
  const { $unseen } = statuses;
  const found = $unseen.find(({ regions }) => regions?.includes(region)) ?? $unseen[0];
  return found ?? { $unknown: "not-collected", detail: `in ${region}` };
}

function errorDoubts(status: TrailStatus, asOf: Date | undefined): Doubt[] {
  const {
    region,
    latestDeliveryError: error,
    latestDeliveryTime,
    latestDigestDeliveryTime,
  } = status;
  if (error === undefined) return [];
  const digestTime =
    status.latestDigestDeliveryError === undefined ? latestDigestDeliveryTime : undefined;
  const out = [{ out: `its deliveries in ${region} fail: ${error}` }];
  if (latestDeliveryTime === undefined && digestTime === undefined) return out;
  if (asOf === undefined) {
    const detail = `${error} in ${region} may be over: the time to judge at is not given`;
    return [{ fact: "trail.statuses", unknown: { $unknown: "undecidable", detail } }];
  }
  const isOver = isWithin(latestDeliveryTime, asOf, 1) || isWithin(digestTime, asOf, 2);
  return isOver ? [] : out;
}

function isWithin(time: string | undefined, asOf: Date, hours: number): boolean {
  return time !== undefined && Date.parse(time) >= asOf.getTime() - hours * hour;
}
