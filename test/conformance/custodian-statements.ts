import { accountFacts } from "../../src/facts/account.ts";
import type { Account } from "../../src/model/facts/account.ts";
import type { Alarm } from "../../src/model/facts/alarm.ts";
import type { Trail } from "../../src/model/facts/trail.ts";
import type { Finding } from "../../src/model/finding.ts";
import { isUnknown } from "../../src/model/unknown.ts";
import { type CustodianRecording, type Look, timeOf, toRecording } from "./custodian-recordings.ts";
import { judge } from "./verdicts.ts";

/** What we know and what we say about an account, as seen at a moment from a Region. */
interface Seen {
  readonly account: Account;
  readonly findings: readonly Finding[];
}

type See = (look?: Partial<Look>) => Seen;

/** Our answer to each statement about a recording. */
export const answers: {
  readonly [recording: string]: { readonly [statement: string]: (see: See) => unknown };
} = {
  test_cloudtrail_success_cloudtrail_include_management_events: {
    "a trail records management events (basic selectors)": recordsManagementEvents,
  },
  test_cloudtrail_fail_include_management_events: {
    "a trail records management events (basic selectors)": recordsManagementEvents,
  },
  test_cloudtrail_fail_management_advanced_events_included: {
    "a trail records management events (advanced selectors)": recordsManagementEvents,
  },
  test_cloudtrail_set_logging: {
    "trail orgTrail: IsLogging in the first and the last GetTrailStatus": (see) =>
      changeOf(see, "orgTrail", "trail-logging-on", ({ isLogging }) => isLogging),
  },
  test_cloudtrail_update: {
    "trail skunk-trails: LogFileValidationEnabled in the first and the second DescribeTrails": (
      see,
    ) =>
      changeOf(
        see,
        "skunk-trails",
        "trail-log-validation",
        ({ logFileValidationEnabled }) => logFileValidationEnabled,
      ),
  },
  test_account_trail_different_region: {
    "a trail covers the current region us-east-1 (only a single-region trail of another region exists)":
      (see) => agreed(covers(see(), "us-east-1"), verdict(see(), "region-logged", "us-east-1")),
  },
  test_account_data_events: {
    "first event selector of trail S3-DataEvents-test2 at the end of the recording": (see) =>
      firstSelector(see(), "S3-DataEvents-test2"),
  },
  test_account_trail: {
    "a trail covers the region us-east-1": (see) => covers(see(), "us-east-1"),
    "a trail sends SNS notifications": (see) =>
      agreed(
        trailsOf(see()).some(({ snsTopicArn }) => snsTopicArn !== undefined),
        verdict(see(), "sns-delivery-topic"),
      ),
    "a trail that is multi-region, KMS-encrypted, with log file validation and global service events exists":
      (see) =>
        trailsOf(see()).some(
          ({ name, isMultiRegionTrail }) =>
            isMultiRegionTrail === true &&
            verdict(see(), "trail-kms-encrypted", name) === true &&
            verdict(see(), "trail-log-validation", name) === true,
        ) && verdict(see(), "trail-global-events"),
  },
  test_cloudtrail_is_shadow_or_not: {
    "shadow trails seen from us-east-1": (see) => shadowsSeenFrom("us-east-1", see).shadows,
    "own trails seen from us-east-1": (see) => shadowsSeenFrom("us-east-1", see).others,
    "shadow trails seen from us-east-2": (see) => shadowsSeenFrom("us-east-2", see).shadows,
  },
  test_cloudtrail_status: {
    "trails with IsLogging = true": (see) =>
      agreed(
        trailsOf(see()).filter(({ isLogging }) => isLogging === true).length,
        see().findings.filter(
          ({ policy, status }) => policy === "trail-logging-on" && status === "pass",
        ).length,
      ),
  },
  test_cloudtrail_resource_with_not_filter: {
    "trails not named skunk-trails": (see) =>
      trailsOf(see()).filter(({ name }) => name !== "skunk-trails").length,
  },
  test_cloudtrail_fail_log_metric_filter_no_alarm: {
    "the same chain; the alarm is missing": (see) => wouldAnyoneNotice(see(), 0),
  },
  test_cloudtrail_fail_log_metric_filter_no_sns: {
    "the same chain; the alarm has no action / the topic no subscriber": (see) =>
      wouldAnyoneNotice(see(), 1),
  },
};

export function seeIn(recorded: CustodianRecording): See {
  return (look) => {
    const recording = toRecording(recorded, { moment: "last", region: "us-east-1", ...look });
    return {
      account: accountFacts(recording).account,
      findings: judge(recording, timeOf(recorded)),
    };
  };
}

/** Every recording is about trails: none at all would answer many a statement by accident. */
function trailsOf({ account }: Seen): readonly Trail[] {
  const { $items } = account.trails;
  if ($items.length === 0) throw new Error("no trail was seen");
  return $items;
}

/** true for a pass, false for a fail; whatever else was said, as it was said. */
function verdict({ findings }: Seen, policy: string, resource?: string): unknown {
  const statuses = findings
    .filter((finding) => finding.policy === policy)
    .filter(({ resource: { name } }) => resource === undefined || name.endsWith(resource))
    .map(({ status }) => status);
  const [status] = statuses;
  if (statuses.length !== 1) return statuses;
  return status === "pass" ? true : status === "fail" ? false : status;
}

/** What several ways of knowing say; all of it if they contradict each other. */
function agreed(...opinions: readonly unknown[]): unknown {
  return new Set(opinions).size === 1 ? opinions[0] : opinions;
}

function recordsManagementEvents(see: See): unknown {
  const recorded = trailsOf(see()).map(({ managementEvents }) =>
    isUnknown(managementEvents)
      ? "unknown"
      : managementEvents.recordsReads && managementEvents.recordsWrites,
  );
  return agreed(
    recorded.includes("unknown") ? "unknown" : recorded.includes(true),
    verdict(see(), "trail-multi-region-all-mgmt"),
  );
}

/** In the form of AWS's answer. */
function firstSelector(seen: Seen, name: string): unknown {
  const selectors = trailsOf(seen).find((trail) => trail.name === name)?.eventSelectors;
  if (selectors === undefined || isUnknown(selectors)) return "unknown";
  const [first] = selectors;
  if (first?.kind !== "basic") return first;
  return {
    DataResources: first.dataResources.map(({ type, values }) => ({ Type: type, Values: values })),
    IncludeManagementEvents: first.includeManagementEvents,
    ReadWriteType: first.readWriteType,
  };
}

/** A fact of a trail before and after a change, where fact and verdict say the same. */
function changeOf(see: See, name: string, policy: string, fact: (trail: Trail) => unknown) {
  return (["first", "last"] as const).map((moment) => {
    const seen = see({ moment });
    const trail = trailsOf(seen).find((one) => one.name === name);
    return agreed(trail && fact(trail), verdict(seen, policy, name));
  });
}

function covers(seen: Seen, region: string): unknown {
  const here = trailsOf(seen).filter(
    ({ isMultiRegionTrail, homeRegion }) => isMultiRegionTrail !== false || homeRegion === region,
  );
  const unclear = trailsOf(seen).filter(
    ({ isMultiRegionTrail, isLogging }) => isUnknown(isMultiRegionTrail) || isUnknown(isLogging),
  );
  return unclear.length > 0 ? "unknown" : here.some(({ isLogging }) => isLogging === true);
}

function shadowsSeenFrom(region: string, see: See) {
  const trails = trailsOf(see({ region }));
  const isShadow = (trail: Trail): boolean =>
    trail.isMultiRegionTrail === true && trail.homeRegion !== region;
  return {
    shadows: trails.filter(isShadow).map(({ arn }) => arn),
    others: trails.filter((trail) => !isShadow(trail)).map(({ arn }) => arn),
  };
}

/** Follows the one filter of the recordings; what AWS was not asked is no proof of absence. */
function wouldAnyoneNotice({ account }: Seen, alarmsExpected: number): unknown {
  const [filter, ...more] = account.logGroups.$items.flatMap(
    ({ metricFilters }) => metricFilters.$items,
  );
  if (filter === undefined || more.length > 0) return "not one filter";
  const { $items, $unseen } = filter.alarms;
  if ($unseen.length > 0) return "unknown";
  if ($items.length !== alarmsExpected) return `${$items.length} alarms`;
  return $items.some(reachesSomeone);
}

const reachesSomeone = ({ actionsEnabled, topics }: Alarm): boolean =>
  actionsEnabled &&
  topics.$items.some(({ subscriptions }) =>
    subscriptions.$items.some(({ isConfirmed }) => isConfirmed),
  );
