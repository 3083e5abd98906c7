import { Failure } from "../../model/failure.ts";
import { isObject, type Json, type JsonObject } from "../../model/json.ts";

/** The parts of `terraform show -json` that are read. https://developer.hashicorp.com/terraform/internals/json-format */
export interface Plan {
  readonly version: string;
  /** ISO time at which it was made. */
  readonly timestamp: string;
  /** What is there once the plan is applied. */
  readonly resources: readonly Planned[];
  /** What the plan deletes, replacements too; what it is after the change is what it was before. */
  readonly deleted: readonly Planned[];
  /** Data sources that are read only when the plan is applied. */
  readonly reads: readonly Planned[];
  /** It holds everything that the configuration declares. */
  readonly isComplete: boolean;
  readonly configuration: JsonObject;
  readonly variables: JsonObject;
  readonly priorState: JsonObject;
  readonly elsewhere?: Elsewhere;
}

/** Where a plan goes, as others tell: it holds where the plan itself says nothing. */
export interface Elsewhere {
  readonly account?: string;
  readonly region?: string;
}

/** One resource instance of the plan. */
export interface Planned {
  readonly address: string;
  /** Empty in the root module. */
  readonly module: string;
  readonly type: string;
  readonly name: string;
  /** What `count` or `for_each` numbers or names it by. */
  readonly key?: string | number;
  /** Made by this plan, which holds everything that is declared for it. */
  readonly isNew: boolean;
  readonly after: JsonObject;
  readonly afterUnknown: JsonObject;
  /** What is not known yet cannot be read: then nothing of it is. */
  readonly isUnreadable?: true;
  /** `true` stands at whatever must not be shown. */
  readonly afterSensitive: Json;
}

/** Reads a plan. Throws a Failure for what is none, or one of a format that is not known. */
export function readPlan(file: string, text: string): Plan {
  const plan = parse(file, text);
  const format = plan["format_version"];
  if (typeof format !== "string" || !Array.isArray(plan["resource_changes"])) {
    const isState = typeof format === "string" && isObject(plan["values"]);
    throw new Failure("terraform/not-a-plan", `${file} is no Terraform plan.`, {
      help: isState ? `It is a state. ${howToMake}` : howToMake,
    });
  }
  if (!format.startsWith("1.")) {
    throw new Failure(
      "terraform/unknown-format",
      `${file} has the plan format ${format}; 1.x is what is known.`,
    );
  }
  if (plan["errored"] === true) {
    throw new Failure("terraform/errored-plan", `${file} is a plan that ended with an error.`, {
      help: "Plan again once the error is repaired: it says nothing of what was not planned.",
    });
  }
  const time = plan["timestamp"];
  if (typeof time !== "string" || Number.isNaN(Date.parse(time))) {
    throw new Failure("terraform/no-timestamp", `${file} does not say when it was made.`, {
      help: "Terraform from 1.5 on writes that, and so does OpenTofu.",
    });
  }
  const changes = plan["resource_changes"].filter(isObject);
  const isComplete = plan["complete"] !== false;
  return {
    version: String(plan["terraform_version"] ?? ""),
    timestamp: new Date(time).toISOString(),
    resources: changes
      .flatMap(toPlanned)
      // Of a part of the configuration, the rest may belong to what is new.
      .map((one) => (isComplete ? one : { ...one, isNew: false })),
    deleted: changes.flatMap(toDeleted),
    reads: changes.flatMap((one) => (one["mode"] === "data" ? describe(one, "after") : [])),
    isComplete,
    configuration: objectIn(plan, "configuration"),
    variables: objectIn(plan, "variables"),
    priorState: objectIn(plan, "prior_state"),
  };
}

const howToMake =
  "Make one with: terraform plan -out plan && terraform show -json plan > plan.json";

function parse(file: string, text: string): JsonObject {
  try {
    const plan: Json = JSON.parse(text);
    // What is nested deeper than any plan could not be walked.
    return isObject(plan) && !isDeeper(plan, 1000) ? plan : {};
  } catch (cause) {
    throw new Failure(
      "terraform/not-json",
      `${file} is not whole JSON: ${(cause as Error).message}`,
      {
        cause,
        help: howToMake,
      },
    );
  }
}

/** Level by level: what is too deep for calls within calls is what is asked about. */
function isDeeper(value: Json, levels: number): boolean {
  let level: readonly Json[] = [value];
  for (let left = levels; left > 0 && level.length > 0; left -= 1) {
    level = level.flatMap((one) => (typeof one === "object" && one !== null ? membersOf(one) : []));
  }
  return level.length > 0;
}

const membersOf = (one: JsonObject | readonly Json[]): readonly Json[] =>
  Object.values(one).filter((member) => member !== undefined);

/** What is deleted, forgotten or left over from a replacement is not there after the change. */
function toPlanned(resource: JsonObject): Planned[] {
  const change = objectIn(resource, "change");
  const isThere = isObject(change["after"]) || actionsOf(change).includes("create");
  const isCounted = resource["mode"] === "managed" && resource["deposed"] === undefined;
  return isCounted && isThere ? describe(resource, "after") : [];
}

/** What is forgotten stays as it is in AWS; a deposed one is what an earlier replacement left over. */
function toDeleted(resource: JsonObject): Planned[] {
  const isDeleted = actionsOf(objectIn(resource, "change")).includes("delete");
  return isDeleted && resource["mode"] === "managed" ? describe(resource, "before") : [];
}

const actionsOf = ({ actions }: JsonObject): readonly Json[] =>
  Array.isArray(actions) ? (actions as readonly Json[]) : [];

function describe(resource: JsonObject, side: "before" | "after"): Planned[] {
  const change = objectIn(resource, "change");
  const { address, type, name, index, module_address: module } = resource;
  if (typeof address !== "string" || typeof type !== "string" || typeof name !== "string")
    return [];
  return [
    {
      ...{ address, type, name },
      module: typeof module === "string" ? module : "",
      ...((typeof index === "string" || typeof index === "number") && { key: index }),
      isNew: actionsOf(change).includes("create") && change["importing"] === undefined,
      after: objectIn(change, side),
      afterUnknown: side === "after" ? objectIn(change, "after_unknown") : {},
      ...(side === "after" && !marks(change["after_unknown"]) && { isUnreadable: true as const }),
      afterSensitive: change[`${side}_sensitive`] ?? false,
    },
  ];
}

/** The member, empty where it is no object. */
export function objectIn(from: JsonObject, member: string): JsonObject {
  const value = from[member];
  return isObject(value) ? value : {};
}

/** Nothing is marked where nothing is there, or false is. */
const marks = (unknown: Json | undefined): boolean =>
  unknown === undefined || unknown === null || unknown === false || isObject(unknown);
