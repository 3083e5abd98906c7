import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import { isUnknown } from "../../model/unknown.ts";
import { type Resolved, unresolved } from "../resolved.ts";
import { Evaluation } from "./evaluation.ts";
import { isLoop, loopExpander, loopOf } from "./loops.ts";
import { macroInside } from "./macros.ts";
import type { Deployment, Template } from "./template.ts";

/** A resource of a template with its functions worked out, and where it stands. */
export interface TemplateDeclaration {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: { readonly [name: string]: Resolved };
  /** The line of its logical id, counted from 1. */
  readonly line?: number;
  /** Whether it will be there at all, as it is told here; unresolved where its condition is. */
  readonly exists: Resolved;
}

/** A resource with its functions, and why it may be another or none. */
interface Written {
  readonly logicalId: string;
  readonly resource: JsonObject;
  readonly line: number | undefined;
  readonly doubt?: string;
}

/** Works out every resource of a template, as far as the deployment is known. */
export function evaluateTemplate(
  template: Template,
  deployment: Deployment,
): readonly TemplateDeclaration[] {
  const loops = new Evaluation(template, deployment);
  const expand = loopExpander((collection) => asValue(loops.resolve(collection)));
  const resources = Object.entries(template.Resources).flatMap(([key, value]) =>
    Object.entries(expand({ [key]: value ?? null })).flatMap(([logicalId, resource]) =>
      writtenAs(logicalId, resource, template.lines.get(key)),
    ),
  );
  const evaluation = new Evaluation(
    {
      ...template,
      Conditions: expand(template.Conditions),
      Resources: Object.fromEntries(resources.map((one) => [one.logicalId, one.resource])),
    },
    deployment,
  );
  return resources.map((one) => declarationOf(one, evaluation, template.macro));
}

/** A loop over what is unresolved stands for resources like those in it, if any. */
function writtenAs(
  logicalId: string,
  resource: Json | undefined,
  line: number | undefined,
  doubt?: string,
): readonly Written[] {
  if (isLoop(logicalId)) {
    const unseen = `what ${logicalId} runs over is not known`;
    return Object.entries(loopOf(resource)?.body ?? {}).flatMap(([id, inside]) =>
      writtenAs(id, inside, line, unseen),
    );
  }
  const isResource = isObject(resource) && typeof resource["Type"] === "string";
  return isResource ? [{ logicalId, resource, line, ...(doubt !== undefined && { doubt }) }] : [];
}

function declarationOf(
  { logicalId, resource, line, doubt }: Written,
  evaluation: Evaluation,
  templateMacro: string | undefined,
): TemplateDeclaration {
  const condition =
    resource["Condition"] === undefined
      ? true
      : evaluation.condition(String(resource["Condition"]));
  const macro = macroInside(resource) ?? templateMacro;
  const why = doubt ?? (macro === undefined ? undefined : `the macro ${macro} may change it`);
  const { properties, unknown } = propertiesOf(resource, evaluation);
  const uncertain = why === undefined ? (unknown ?? condition) : unresolved(why);
  return {
    logicalId,
    type: String(resource["Type"]),
    properties,
    exists: condition === false ? false : uncertain,
    ...(line !== undefined && { line }),
  };
}

type Properties = TemplateDeclaration["properties"];

/** Where not even their names are known, none is given and the reason is. */
function propertiesOf(
  resource: JsonObject,
  evaluation: Evaluation,
): { readonly properties: Properties; readonly unknown?: Resolved } {
  const written = resource["Properties"] ?? {};
  const macro = macroInside(resource);
  if (macro !== undefined) {
    const names = Object.keys(isObject(written) ? written : {}).filter(
      (name) => !name.startsWith("Fn::"),
    );
    const changed = unresolved(`the macro ${macro} may change it`);
    return { properties: Object.fromEntries(names.map((name) => [name, changed])) };
  }
  const properties = asValue(evaluation.resolve(written));
  return isObject(properties) && !isUnknown(properties)
    ? { properties: properties as Properties }
    : { properties: {}, unknown: properties };
}

const asValue = (outcome: ReturnType<Evaluation["resolve"]>): Resolved =>
  typeof outcome === "symbol" ? {} : outcome;
