import { Failure } from "../../model/failure.ts";
import { isObject, type Json, type JsonObject } from "../../model/json.ts";

/** The parts of `terraform show -json` that are read. https://developer.hashicorp.com/terraform/internals/json-format */
export interface Plan {
  readonly version: string;
  /** ISO time at which it was made. */
  readonly timestamp: string;
  /** What is there once the plan is applied. */
  readonly resources: readonly Planned[];
  readonly configuration: JsonObject;
  readonly variables: JsonObject;
  readonly priorState: JsonObject;
}

/** One resource instance of the plan. */
export interface Planned {
  readonly address: string;
  /** Empty in the root module. */
  readonly module: string;
  readonly type: string;
  readonly name: string;
  /** Made by this plan, which holds everything that is declared for it. */
  readonly isNew: boolean;
  readonly after: JsonObject;
  readonly afterUnknown: JsonObject;
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
  return {
    version: String(plan["terraform_version"] ?? ""),
    timestamp: new Date(time).toISOString(),
    resources: plan["resource_changes"]
      .filter(isObject)
      .flatMap(toPlanned)
      // Of a part of the configuration, the rest may belong to what is new.
      .map((one) => (plan["complete"] === false ? { ...one, isNew: false } : one)),
    configuration: objectIn(plan, "configuration"),
    variables: objectIn(plan, "variables"),
    priorState: objectIn(plan, "prior_state"),
  };
}

const howToMake =
  "Make one with: terraform plan -out plan && terraform show -json plan > plan.json";

function parse(file: string, text: string): JsonObject {
  try {
    const plan: unknown = JSON.parse(text);
    return isObject(plan as Json) ? (plan as JsonObject) : {};
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

/** What is deleted, forgotten or left over from a replacement is not there after the change. */
function toPlanned(resource: JsonObject): Planned[] {
  const change = objectIn(resource, "change");
  const actions = Array.isArray(change["actions"]) ? change["actions"] : [];
  const { address, type, name } = resource;
  const isThere = isObject(change["after"]) || actions.includes("create");
  if (resource["mode"] !== "managed" || resource["deposed"] !== undefined || !isThere) return [];
  if (typeof address !== "string" || typeof type !== "string" || typeof name !== "string")
    return [];
  const module = resource["module_address"];
  return [
    {
      ...{ address, type, name },
      module: typeof module === "string" ? module : "",
      isNew: actions.includes("create") && change["importing"] === undefined,
      after: objectIn(change, "after"),
      afterUnknown: objectIn(change, "after_unknown"),
    },
  ];
}

/** The member, empty where it is no object. */
export function objectIn(from: JsonObject, member: string): JsonObject {
  const value = from[member];
  return isObject(value) ? value : {};
}
