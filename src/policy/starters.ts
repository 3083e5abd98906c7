import type { ScopeName } from "../model/scope.ts";

/** What differs between scopes in a policy to begin with; everything here is there to be replaced. */
export interface Starter {
  readonly title: string;
  readonly pass: string;
  readonly message: string;
  /** Changes that make it fail, as in a case's `given`. */
  readonly bad: string;
  /** A fact that it cannot do without. */
  readonly unknown: string;
}

const flag = (
  variable: string,
  fact: string,
  { title, says }: { readonly title: string; readonly says: string },
): Starter => ({
  title,
  pass: `${variable}.${fact}`,
  message: says,
  bad: `{ ${variable}: { ${fact}: false } }`,
  unknown: `${variable}.${fact}`,
});

export const starters: Readonly<Record<ScopeName, Starter>> = {
  account: {
    title: "A multi-Region trail is logging",
    pass: "account.trails.exists(t, t.isLogging && t.isMultiRegionTrail)",
    message: "No multi-Region trail is logging.",
    bad: "{ account: { trails: [{ isLogging: false }] } }",
    unknown: "account.trails",
  },
  region: {
    title: "AWS Config records in every Region",
    pass: "region.configurationRecorders.exists(r, r.isRecording)",
    message: "AWS Config does not record in {{region.name}}.",
    bad: "{ region: { configurationRecorders: [{ isRecording: false }] } }",
    unknown: "region.configurationRecorders",
  },
  trail: flag("trail", "isMultiRegionTrail", {
    title: "Trails record every Region",
    says: "Trail {{trail.name}} records {{trail.homeRegion}} only.",
  }),
  bucket: {
    title: "The log bucket keeps old versions",
    pass: 'bucket.versioning == "Enabled"',
    message: "Versioning of log bucket {{bucket.name}} is {{bucket.versioning}}.",
    bad: "{ bucket: { versioning: Suspended } }",
    unknown: "bucket.versioning",
  },
  key: flag("key", "rotationEnabled", {
    title: "The key of a trail rotates",
    says: "Key {{key.arn}} does not rotate.",
  }),
  "log-group": flag("logGroup", "deletionProtectionEnabled", {
    title: "The log group is protected from deletion",
    says: "Log group {{logGroup.name}} can be deleted with one call.",
  }),
  alarm: {
    title: "Alarms do something",
    pass: "size(alarm.alarmActions) > 0",
    message: "Alarm {{alarm.name}} does nothing when it goes off.",
    bad: "{ alarm: { alarmActions: [] } }",
    unknown: "alarm.alarmActions",
  },
  topic: {
    title: "Topics are encrypted with a KMS key",
    pass: "has(topic.kmsMasterKeyId)",
    message: "Topic {{topic.name}} is not encrypted.",
    bad: "{ topic: { kmsMasterKeyId: null } }",
    unknown: "topic.kmsMasterKeyId",
  },
  "event-data-store": flag("eventDataStore", "terminationProtectionEnabled", {
    title: "Event data stores are protected from deletion",
    says: "Event data store {{eventDataStore.name}} can be deleted with one call.",
  }),
  organization: {
    title: "A trail records the whole organization",
    pass: "account.trails.exists(t, t.isOrganizationTrail && t.isLogging)",
    message: "No trail records organization {{organization.id}}.",
    bad: "{ account: { trails: [{ isOrganizationTrail: false }] } }",
    unknown: "account.trails",
  },
};
