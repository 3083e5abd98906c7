import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import { isUnknown } from "../../model/unknown.ts";
import { identify, nameProperty } from "../identity.ts";
import { noValue, type Resolved, unresolved } from "../resolved.ts";
import { holds } from "./condition.ts";
import { asText, base64, join, length, select, split, wrong } from "./functions.ts";
import { isLoop } from "./loops.ts";
import { macroInside } from "./macros.ts";
import { parameterValue, placeOf, pseudoParameter } from "./parameter.ts";
import { substitute } from "./substitute.ts";
import type { Deployment, Template } from "./template.ts";

type Outcome = Resolved | typeof noValue;

/** How much text and how many items the functions of one template may make. */
const largestMade = 64 * 1024 * 1024;

/** Names may hang on names; nobody writes chains like this. */
const longestChain = 100;

/** Works out the functions of one template, as far as the deployment is known. */
export class Evaluation {
  readonly #template: Template;
  readonly #deployment: Deployment;
  /** Names that are being worked out: one that needs itself is unresolved. */
  readonly #pending = new Set<string>();
  readonly #done = new Map<string, Outcome>();
  #made = 0;

  constructor(template: Template, deployment: Deployment) {
    this.#template = template;
    this.#deployment = deployment;
  }

  resolve(value: Json | undefined): Outcome {
    if (value === undefined) return noValue;
    if (Array.isArray(value)) return value.map((item) => this.resolve(item)).filter(isThere);
    if (!isObject(value)) return value as Resolved;
    const rewritten = Object.keys(value).find((key) => key === "Fn::Transform" || isLoop(key));
    if (rewritten !== undefined) return workedOutLater(rewritten);
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
    return this.#counted(() => work?.(argument) ?? workedOutLater(name));
  }

  /** A few lines can stand for more text than fits in memory. */
  #counted(work: () => Outcome): Outcome {
    if (this.#made > largestMade) return unresolved("the template makes more text than is read");
    const outcome = work();
    const isSized = typeof outcome === "string" || Array.isArray(outcome);
    this.#made += isSized ? (outcome as string | readonly Resolved[]).length : 0;
    return outcome;
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
    return this.#once(`parameter ${name}`, () => parameterValue(name, parameter, given));
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
    if (!isObject(resource)) return unresolved(`the template declares no ${logicalId}`);
    const macro = macroInside(resource);
    if (macro !== undefined) return unresolved(`the macro ${macro} may change ${logicalId}`);
    const type = String(resource["Type"]);
    const properties = isObject(resource["Properties"]) ? resource["Properties"] : {};
    const given = (property: string | undefined) =>
      property === undefined ? noValue : this.resolve(properties[property]);
    const name = this.#once(`name of ${logicalId}`, () => given(nameProperty(type)));
    const path = this.#once(`path of ${logicalId}`, () => given("Path"));
    return identify(
      {
        ...{ type, logicalId },
        // A name that is chosen when it is deployed is stood for as one that is made up.
        name: name === noValue || isUnknown(name) ? logicalId : (asText(name) ?? name),
        ...(path !== noValue && { path }),
      },
      attribute,
      placeOf(this.#deployment),
    );
  }

  #substitute(argument: Json | undefined): Outcome {
    const [text, given] = Array.isArray(argument) ? (argument as readonly Json[]) : [argument];
    if (typeof text !== "string") return wrong("Fn::Sub", "a text");
    const variables: JsonObject = isObject(given) ? given : {};
    return substitute(text, (name) => {
      if (Object.hasOwn(variables, name)) return this.#counted(() => this.resolve(variables[name]));
      return this.#counted(() =>
        name.includes(".") ? this.#attribute(name) : this.#reference(name),
      );
    });
  }

  #choose(argument: Json | undefined): Outcome {
    const [name, yes, no] = Array.isArray(argument) ? (argument as readonly Json[]) : [];
    if (typeof name !== "string") return wrong("Fn::If", "a condition and two values");
    const holds = this.condition(name);
    if (typeof holds === "boolean") return this.resolve(holds ? yes : no);
    const either = this.resolve(yes);
    return areEqual(either, this.resolve(no)) ? either : holds;
  }

  #find(path: readonly Resolved[]): Outcome {
    const missing = path.slice(0, 3).find(isUnknown);
    if (missing !== undefined) return missing;
    let at: Json | undefined = this.#template.Mappings;
    for (const key of path.slice(0, 3).map((part) => asText(part) ?? "")) {
      at = isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined;
    }
    const isValue = at !== undefined && !isObject(at);
    if (isValue) return at as Resolved;
    const otherwise = isObject(path[3]) ? (path[3]["DefaultValue"] as Resolved) : undefined;
    return otherwise ?? unresolved("Fn::FindInMap finds no such entry");
  }

  #toJson(argument: Json | undefined): Outcome {
    const value = this.resolve(argument);
    if (value === noValue || isUnknown(value)) return value;
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
    if (this.#pending.size > longestChain)
      return unresolved(`the ${what} hangs on too many others`);
    this.#pending.add(what);
    const outcome = work();
    this.#pending.delete(what);
    this.#done.set(what, outcome);
    return outcome;
  }
}

const workedOutLater = (name: string): Resolved =>
  unresolved(`${name} is worked out by CloudFormation`);

/** Resolved values are trees of JSON. */
const areEqual = (one: Outcome, other: Outcome): boolean =>
  one === other || (isThere(one) && isThere(other) && canonical(one) === canonical(other));

/** The text of a value whose members have no order. */
const canonical = (value: Resolved): string =>
  JSON.stringify(value, (_, part: Resolved) =>
    isObject(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

const isThere = (value: Outcome): value is Resolved => value !== noValue;
