import type { EventSelector, FieldSelector } from "../analyze/management-events.ts";
import type { JsonObject } from "../model/json.ts";
import { flag, objects, text, texts } from "./read.ts";

/**
 * The selectors in a GetEventSelectors answer. An answer without any is none that AWS documents, so
 * it says nothing: undefined.
 */
export function toSelectors(output: JsonObject): readonly EventSelector[] | undefined {
  const basic = objects(output, "EventSelectors").map(toBasic);
  const advanced = objects(output, "AdvancedEventSelectors").map(toAdvanced);
  return basic.length + advanced.length === 0 ? undefined : [...basic, ...advanced];
}

const toBasic = (selector: JsonObject): EventSelector => ({
  kind: "basic",
  readWriteType: text(selector, "ReadWriteType") ?? "All",
  includeManagementEvents: flag(selector, "IncludeManagementEvents") ?? true,
  excludeManagementEventSources: texts(selector, "ExcludeManagementEventSources"),
});

const toAdvanced = (selector: JsonObject): EventSelector => ({
  kind: "advanced",
  fields: objects(selector, "FieldSelectors").map(toField),
});

const toField = (field: JsonObject): FieldSelector => ({
  field: text(field, "Field") ?? "",
  equals: texts(field, "Equals"),
  startsWith: texts(field, "StartsWith"),
  endsWith: texts(field, "EndsWith"),
  notEquals: texts(field, "NotEquals"),
  notStartsWith: texts(field, "NotStartsWith"),
  notEndsWith: texts(field, "NotEndsWith"),
});
