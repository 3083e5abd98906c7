import { parseArn } from "../model/arn.ts";
import type { EventDataStore } from "../model/facts/event-data-store.ts";
import { from } from "../model/facts/provenance.ts";
import type { JsonObject } from "../model/json.ts";
import { present } from "../model/present.ts";
import { isUnknown, type Listing, type Source } from "../model/unknown.ts";
import { read } from "./calls.ts";
import { type Context, summarize } from "./context.ts";
import { readStorePolicy } from "./event-data-store-policy.ts";
import { membersOf } from "./members.ts";
import { readPages } from "./pages.ts";
import { flag, listed, number, objects, text, texts } from "./read.ts";

const unsupported = /^(UnsupportedOperationException|UnknownOperationException|InvalidAction)$/;

/** Every event data store; a Region without CloudTrail Lake has none. */
export function eventDataStores(context: Context): Listing<EventDataStore> {
  const listings = context.regions.map((region) => listRegion(context, region));
  const unseen = listings.flatMap(({ $unseen }) => $unseen);
  return {
    $items: listings.flatMap(({ $items }) => $items),
    $unseen: summarize<EventDataStore>(unseen.map((one) => ({ source: nowhere, ...one }))),
  };
}

const nowhere: Source = { call: "cloudtrail:ListEventDataStores", region: "" };

function listRegion(context: Context, region: string): Listing<EventDataStore> {
  const wanted = { service: "cloudtrail", operation: "ListEventDataStores", region };
  const error = context.calls.one(wanted)?.error;
  if (error !== undefined && unsupported.test(error.code)) return { $items: [], $unseen: [] };
  return readPages(context.calls, wanted, (output, source) =>
    listed(output, "EventDataStores")?.flatMap((store) => {
      const arn = text(store, "EventDataStoreArn");
      return arn === undefined ? [] : [storeFacts(context, arn, text(store, "Name"), source)];
    }),
  );
}

function storeFacts(
  { calls }: Context,
  arn: string,
  name: string | undefined,
  listed: Source,
): EventDataStore {
  const { fact, source } = read<JsonObject>(
    calls,
    {
      service: "cloudtrail",
      operation: "GetEventDataStore",
      matches: (input) => input["EventDataStore"] === arn,
    },
    { value: (output) => output },
  );
  const store = isUnknown(fact) ? undefined : fact;
  const { told, optional } = membersOf({ fact, source });
  return from<EventDataStore>(
    { "*": source, members: { arn: listed, name: listed } },
    present({
      arn,
      name: name ?? arn,
      region: parseArn(arn)?.region ?? listed.region,
      status: told(() => text(store, "Status")),
      isMultiRegion: told(() => flag(store, "MultiRegionEnabled")),
      isOrganization: told(() => flag(store, "OrganizationEnabled")),
      retentionPeriod: told(() => number(store, "RetentionPeriod")),
      terminationProtectionEnabled: told(() => flag(store, "TerminationProtectionEnabled")),
      kmsKeyId: optional(() => text(store, "KmsKeyId")),
      eventCategories: told(() => store && eventCategories(store)),
      policy: readStorePolicy(calls, arn),
    }),
  );
}

/** Categories that its selectors name; of one without selectors nothing is said. */
const eventCategories = (store: JsonObject): readonly string[] | undefined =>
  listed(store, "AdvancedEventSelectors")?.flatMap((selector) =>
    objects(selector, "FieldSelectors")
      .filter((field) => text(field, "Field") === "eventCategory")
      .flatMap((field) => texts(field, "Equals")),
  );
