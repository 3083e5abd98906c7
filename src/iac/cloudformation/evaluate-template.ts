import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import { identify, nameProperty, type Place } from "../identity.ts";
import { noValue, type Resolved, unresolved } from "../resolved.ts";
import { holds } from "./condition.ts";
import { asText, base64, isUnresolved, join, length, select, split, wrong } from "./functions.ts";
import { parameterValue, pseudoParameter } from "./parameter.ts";
import { substitute } from "./substitute.ts";
import type { Deployment, Template } from "./template.ts";

/** A resource of a template with its functions worked out, and where it stands. */
export interface TemplateDeclaration {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: { readonly [name: string]: Resolved };
  /** The line of its logical id, counted from 1. */
  readonly line?: number;
  /** Whether it will be there at all; unresolved where its condition is. */
  readonly exists: Resolved;
}

/** Works out every resource of a template, as far as the deployment is known. */
export function evaluateTemplate(
  template: Template,
  deployment: Deployment,
): readonly TemplateDeclaration[] {
  const evaluation = new Evaluation(template, deployment);
  return Object.entries(template.Resources).map(([logicalId, { Type, Properties, Condition }]) => {
    const line = template.lines.get(logicalId);
    const properties = evaluation.resolve(Properties ?? {});
    const whole = isObject(properties) && !isUnresolved(properties as Resolved);
    return {
      logicalId,
      type: Type,
      properties: (whole ? properties : {}) as TemplateDeclaration["properties"],
      exists: Condition === undefined ? true : evaluation.condition(Condition),
      ...(line !== undefined && { line }),
    };
  });
}

type Outcome = Resolved | typeof noValue;

class Evaluation {
  readonly #template: Template;
  readonly #deployment: Deployment;
  /** Names that are being worked out: one that needs itself is unresolved. */
  readonly #pending = new Set<string>();
  readonly #done = new Map<string, Outcome>();

  constructor(template: Template, deployment: Deployment) {
    this.#template = template;
    this.#deployment = deployment;
  }

  resolve(value: Json | undefined): Outcome {
    if (value === undefined) return noValue;
    if (Array.isArray(value)) return value.map((item) => this.resolve(item)).filter(isThere);
    if (!isObject(value)) return value as Resolved;
    const [[name, argument] = ["", undefined], ...more] = Object.entries(value);
    const isCall = more.length === 0 && (name === "Ref" || name.startsWith("Fn::"));
    if (isCall) return this.#call(name, argument);
    return Object.fromEntries(
      Object.entries(value)
        .map(([key, member]) => [key, this.resolve(member)] as const)
        .filter((entry): entry is readonly [string, Resolved] => isThere(entry[1])),
    );
  }

  /** The functions that know of the template; the others get their resolved arguments. */
  readonly #functions: { readonly [name: string]: (argument: Json | undefined) => Outcome } = {
    Ref: (name) => (typeof name === "string" ? this.#reference(name) : wrong("Ref", "a name")),
    "Fn::GetAtt": (argument) => this.#attribute(argument),
    "Fn::Sub": (argument) => this.#substitute(argument),
    "Fn::If": (argument) => this.#choose(argument),
    "Fn::FindInMap": (argument) => this.#find(this.#list(argument)),
    "Fn::ToJsonString": (argument) => this.#toJson(argument),
    "Fn::Base64": (argument) => base64(this.#list([argument ?? null])),
    "Fn::Length": (argument) => length(this.#list([argument ?? null])),
    "Fn::Join": (argument) => join(this.#list(argument)),
    "Fn::Split": (argument) => split(this.#list(argument)),
    "Fn::Select": (argument) => select(this.#list(argument)),
  };

  #call(name: string, argument: Json | undefined): Outcome {
    const work = Object.hasOwn(this.#functions, name) ? this.#functions[name] : undefined;
    return work?.(argument) ?? unresolved(`${name} is worked out by CloudFormation`);
  }

  #list(argument: Json | undefined): readonly Resolved[] {
    const resolved = this.resolve(argument);
    return Array.isArray(resolved) ? resolved : [];
  }

  #reference(name: string): Outcome {
    const { Parameters } = this.#template;
    const pseudo = pseudoParameter(name, this.#deployment);
    if (pseudo !== undefined) return pseudo;
    const parameter = Object.hasOwn(Parameters, name) ? Parameters[name] : undefined;
    if (parameter === undefined) return this.#ofResource(name, undefined);
    const { parameters } = this.#deployment;
    const given = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
    return parameterValue(name, parameter, given);
  }

  get #place(): Place {
    const pseudo = (name: string) => pseudoParameter(name, this.#deployment) as Resolved;
    return {
      region: pseudo("AWS::Region"),
      account: pseudo("AWS::AccountId"),
      partition: pseudo("AWS::Partition"),
    };
  }

  #attribute(argument: Json | undefined): Outcome {
    const [logicalId, ...attribute] =
      typeof argument === "string" ? argument.split(".") : this.#list(argument).map(asText);
    return logicalId === undefined || attribute.length === 0
      ? wrong("Fn::GetAtt", "a logical id and an attribute")
      : this.#ofResource(logicalId, attribute.join("."));
  }

  #ofResource(logicalId: string, attribute: string | undefined): Outcome {
    const { Resources } = this.#template;
    const resource = Object.hasOwn(Resources, logicalId) ? Resources[logicalId] : undefined;
    if (resource === undefined) return unresolved(`the template declares no ${logicalId}`);
    const property = nameProperty(resource.Type);
    const properties = isObject(resource.Properties) ? resource.Properties : {};
    const given = property === undefined ? undefined : properties[property];
    const named = this.#once(`name of ${logicalId}`, () => this.resolve(given));
    const name = named === noValue ? logicalId : named;
    return identify({ type: resource.Type, logicalId, name }, attribute, this.#place);
  }

  #substitute(argument: Json | undefined): Outcome {
    const [text, given] = Array.isArray(argument) ? (argument as readonly Json[]) : [argument];
    if (typeof text !== "string") return wrong("Fn::Sub", "a text");
    const variables: JsonObject = isObject(given) ? given : {};
    return substitute(text, (name) => {
      if (Object.hasOwn(variables, name)) return this.resolve(variables[name]);
      return name.includes(".") ? this.#attribute(name) : this.#reference(name);
    });
  }

  #choose(argument: Json | undefined): Outcome {
    const [name, yes, no] = Array.isArray(argument) ? (argument as readonly Json[]) : [];
    if (typeof name !== "string") return wrong("Fn::If", "a condition and two values");
    const holds = this.condition(name);
    if (typeof holds !== "boolean") return holds;
    return this.resolve(holds ? yes : no);
  }

  #find(path: readonly Resolved[]): Outcome {
    const missing = path.slice(0, 3).find(isUnresolved);
    if (missing !== undefined) return missing;
    let at: Json | undefined = this.#template.Mappings;
    for (const key of path.slice(0, 3).map((part) => asText(part) ?? "")) {
      at = isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined;
    }
    return at === undefined ? unresolved("Fn::FindInMap finds no such entry") : (at as Resolved);
  }

  #toJson(argument: Json | undefined): Outcome {
    const value = this.resolve(argument);
    if (value === noValue || isUnresolved(value)) return value;
    const text = JSON.stringify(value);
    return text.includes('"$unknown":') ? unresolved("a part of the JSON text is not known") : text;
  }

  /** Whether a condition of the template holds. */
  condition(name: string): Resolved {
    const { Conditions } = this.#template;
    if (!Object.hasOwn(Conditions, name)) return unresolved(`there is no condition ${name}`);
    return this.#once(`condition ${name}`, () =>
      holds(Conditions[name], {
        named: (other) => this.condition(other),
        list: (argument) => this.#list(argument),
      }),
    ) as Resolved;
  }

  #once(what: string, work: () => Outcome): Outcome {
    const known = this.#done.get(what);
    if (known !== undefined) return known;
    if (this.#pending.has(what)) return unresolved(`the ${what} depends on itself`);
    this.#pending.add(what);
    const outcome = work();
    this.#pending.delete(what);
    this.#done.set(what, outcome);
    return outcome;
  }
}

const isThere = (value: Outcome): value is Resolved => value !== noValue;
