import type {
  AdvancedSelector,
  BasicSelector,
  DataResource,
  EventSelector,
  FieldSelector,
} from "../model/facts/event-selector.ts";
import { isObject, type Json, type JsonObject } from "../model/json.ts";
import { present } from "../model/present.ts";
import { flag, listed, objects, text, texts } from "./read.ts";

/**
 * The selectors in a GetEventSelectors answer. An answer without any is none that AWS documents, so
 * it says nothing: undefined.
 */
export function toSelectors(output: JsonObject): readonly EventSelector[] | undefined {
  const basic = objects(output, "EventSelectors").map(toBasic);
  const advanced = objects(output, "AdvancedEventSelectors").map(toAdvanced);
  return basic.length + advanced.length === 0 ? undefined : [...basic, ...advanced];
}

const toBasic = (selector: JsonObject): BasicSelector => ({
  kind: "basic",
  readWriteType: text(selector, "ReadWriteType") ?? "All",
  includeManagementEvents: flag(selector, "IncludeManagementEvents") ?? true,
  excludeManagementEventSources: texts(selector, "ExcludeManagementEventSources"),
  dataResources: objects(selector, "DataResources").map(toDataResource),
  fields: [],
});

const toDataResource = (resource: JsonObject): DataResource => ({
  type: text(resource, "Type") ?? "",
  values: texts(resource, "Values"),
});

/** A selector that cannot be read whole has no fields, which is none that AWS documents: it says nothing. */
const toAdvanced = (selector: JsonObject): AdvancedSelector =>
  present({
    kind: "advanced" as const,
    name: text(selector, "Name"),
    dataResources: [] as const,
    fields: isListOf(selector["FieldSelectors"], isObject)
      ? (listed(selector, "FieldSelectors") ?? []).map(toField)
      : [],
  });

const operators = [
  "Equals",
  "StartsWith",
  "EndsWith",
  "NotEquals",
  "NotStartsWith",
  "NotEndsWith",
] as const;

/** A condition with an unreadable operator has no operators at all: dropping one would widen it. */
function toField(field: JsonObject): FieldSelector {
  const isReadable = operators.every((operator) => {
    const values = field[operator] ?? [];
    return isListOf(values, (value) => typeof value === "string");
  });
  const values = (operator: (typeof operators)[number]): readonly string[] =>
    isReadable ? texts(field, operator) : [];
  return {
    field: text(field, "Field") ?? "",
    equals: values("Equals"),
    startsWith: values("StartsWith"),
    endsWith: values("EndsWith"),
    notEquals: values("NotEquals"),
    notStartsWith: values("NotStartsWith"),
    notEndsWith: values("NotEndsWith"),
  };
}

const isListOf = (value: Json | undefined, test: (item: Json) => boolean): boolean =>
  Array.isArray(value) && value.every((item: Json) => test(item));
