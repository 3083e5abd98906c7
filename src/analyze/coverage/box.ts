import type { AdvancedSelector, EventSelector } from "../../model/facts/event-selector.ts";
import { basicBoxes } from "./basic-selector.ts";
import { type Condition, toAgreement, toCondition, undocumented } from "./condition.ts";

/** A set of events, all of whose conditions are met: a product of sets of values. */
export interface Box {
  /** Position of the selector it comes from. */
  readonly selector: number;
  readonly name?: string;
  readonly conditions: readonly Condition[];
  /** Why AWS may not record even what meets the conditions; absent where it surely does. */
  readonly doubt?: string;
}

/** The boxes that selectors are the union of. */
export const boxesOf = (selectors: readonly EventSelector[]): readonly Box[] =>
  selectors.flatMap((selector, index) =>
    selector.kind === "basic" ? basicBoxes(selector, index) : [advancedBox(selector, index)],
  );

/**
 * The fields that a trail's selectors may use, by category, those first that say most.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html
 */
const documentedFields: { readonly [category: string]: readonly string[] } = {
  Management: ["eventCategory", "readOnly", "eventSource"],
  Data: [
    ...["eventCategory", "resources.type", "readOnly", "eventSource", "eventName", "eventType"],
    ...["resources.ARN", "userIdentity.arn", "sessionCredentialFromConsole"],
  ],
  NetworkActivity: [
    ...["eventCategory", "eventSource", "eventName", "errorCode", "vpcEndpointId"],
    "userIdentity.arn",
  ],
};

/** Fields without which AWS takes no selector of a category. */
const demandedFields: { readonly [category: string]: string } = {
  Data: "resources.type",
  NetworkActivity: "eventSource",
};

/** Management events of trails are told apart by whole event sources only. */
const isOddSource = (category: string, { field, words }: Condition): boolean =>
  category === "Management" &&
  field === "eventSource" &&
  words.some(
    ({ startsWith, endsWith, notStartsWith, notEndsWith }) =>
      startsWith.length + endsWith.length + notStartsWith.length + notEndsWith.length > 0,
  );

function advancedBox({ name, fields }: AdvancedSelector, selector: number): Box {
  const [category = "", ...others] =
    fields.find(({ field }) => field === "eventCategory")?.equals ?? [];
  const documented = Object.hasOwn(documentedFields, category)
    ? (documentedFields[category] ?? [])
    : ["eventCategory"];
  const conditions = [...new Set(fields.map(({ field }) => field))].map((field) => {
    const same = fields.filter((words) => words.field === field).map(toCondition);
    const condition = toAgreement(same);
    const isDocumented = documented.includes(field) && !isOddSource(category, condition);
    return isDocumented ? condition : undocumented(condition);
  });
  const rank = ({ field }: Condition): number => (documented.indexOf(field) + 1 || 99) - 1;
  const demanded = Object.hasOwn(demandedFields, category)
    ? demandedFields[category]
    : "eventCategory";
  const isWhole = others.length === 0 && fields.some(({ field }) => field === demanded);
  return {
    selector,
    ...(name !== undefined && { name }),
    conditions: conditions.sort((a, b) => rank(a) - rank(b)),
    ...(!isWhole && { doubt: "AWS documents no selector of this form" }),
  };
}
