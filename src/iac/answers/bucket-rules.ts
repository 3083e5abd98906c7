import type { Resolved } from "../resolved.ts";
import type { None, Output } from "./answer.ts";
import { objectAt, objectsAt } from "./values.ts";

type Properties = { readonly [name: string]: Resolved };

/** CloudFormation has one level less than the API. */
export function lifecycle(properties: Properties): Output | None {
  const rules = objectsAt(objectAt(properties, "LifecycleConfiguration"), "Rules");
  if (rules.length === 0) return { none: "NoSuchLifecycleConfiguration" };
  return {
    Rules: rules.map((rule) => ({
      ID: rule["Id"],
      Status: rule["Status"],
      Filter: {
        Prefix: rule["Prefix"],
        ObjectSizeGreaterThan: rule["ObjectSizeGreaterThan"],
        ObjectSizeLessThan: rule["ObjectSizeLessThan"],
        Tags: objectsAt(rule, "TagFilters").length > 0 ? rule["TagFilters"] : undefined,
      },
      Expiration: { Days: rule["ExpirationInDays"], Date: rule["ExpirationDate"] },
    })),
  };
}

export function objectLock(properties: Properties): Output | None {
  const { ObjectLockConfiguration, ObjectLockEnabled } = properties;
  if (ObjectLockConfiguration !== undefined) return { ObjectLockConfiguration };
  return ObjectLockEnabled === true
    ? { ObjectLockConfiguration: { ObjectLockEnabled: "Enabled" } }
    : { none: "ObjectLockConfigurationNotFoundError" };
}

export function replication(properties: Properties): Output | None {
  const rules = objectsAt(objectAt(properties, "ReplicationConfiguration"), "Rules");
  if (rules.length === 0) return { none: "ReplicationConfigurationNotFoundError" };
  return {
    ReplicationConfiguration: {
      Rules: rules.map(({ Id, Status, Prefix, Destination, Filter }) => ({
        ...{ ID: Id, Status, Prefix, Destination, Filter },
      })),
    },
  };
}
