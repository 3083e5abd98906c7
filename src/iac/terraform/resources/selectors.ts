import type { Resolved } from "../../resolved.ts";
import type { Block } from "../block.ts";
import { copied, listOf, present } from "../properties.ts";

export const eventSelector = (block: Block): Resolved =>
  present({
    ...copied(block, {
      ReadWriteType: "read_write_type",
      IncludeManagementEvents: "include_management_events",
      ExcludeManagementEventSources: "exclude_management_event_sources",
    }),
    DataResources: listOf(block, "data_resource", (one) =>
      copied(one, { Type: "type", Values: "values" }),
    ),
  });

export const advancedSelectors = (block: Block): Resolved | undefined =>
  listOf(block, "advanced_event_selector", (selector) =>
    present({
      ...copied(selector, { Name: "name" }),
      FieldSelectors: listOf(selector, "field_selector", fieldSelector),
    }),
  );

/** The provider plans an empty list for an operator that is not used. */
const fieldSelector = (field: Block): Resolved =>
  Object.fromEntries(
    Object.entries(
      copied(field, {
        Field: "field",
        Equals: "equals",
        NotEquals: "not_equals",
        StartsWith: "starts_with",
        NotStartsWith: "not_starts_with",
        EndsWith: "ends_with",
        NotEndsWith: "not_ends_with",
      }),
    ).filter(([, value]) => !(Array.isArray(value) && value.length === 0)),
  );
