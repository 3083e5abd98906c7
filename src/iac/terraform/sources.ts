import { isObject, type Json } from "../../model/json.ts";
import { callOf, moduleOf, type Scope } from "./configuration.ts";
import { choose, instancesOf, isRead } from "./instances.ts";
import { moduleInstances } from "./module-instances.ts";
import { holdsUnknown, isUnknownOf } from "./not-known.ts";
import { objectIn, type Plan, type Planned } from "./plan.ts";
import { type OfModule, type OfResource, parseReference, traversals } from "./reference.ts";

/**
 * Where what is not known in an expression comes from: an attribute of a resource (absent where the plan
 * does not tell which), or something that the plan does not tell.
 */
export type Source = { readonly resource: Planned; readonly attribute?: string } | "lost";

/** More than any expression that people write refers to, and through more modules than they nest. */
const mostSteps = 2000;
const deepest = 100;

/**
 * All that an expression may be unknown for. What is known before the apply is no source: an unknown value
 * comes from an unknown reference.
 */
export function sourcesOf(
  plan: Plan,
  scope: Scope,
  expression: Json | undefined,
): readonly Source[] {
  const all = new Walk(plan).expression(scope, expression);
  return all.filter((one, at) => all.findIndex((other) => isSame(one, other)) === at);
}

const isSame = (one: Source, other: Source): boolean =>
  one === other ||
  (one !== "lost" &&
    other !== "lost" &&
    one.resource === other.resource &&
    one.attribute === other.attribute);

class Walk {
  readonly #plan: Plan;
  #steps = 0;
  #depth = 0;

  constructor(plan: Plan) {
    this.#plan = plan;
  }

  expression(scope: Scope, expression: Json | undefined): readonly Source[] {
    this.#steps += 1;
    const isTooMuch = this.#steps > mostSteps || this.#depth > deepest;
    if (!isObject(expression) || isTooMuch) return ["lost"];
    const { references } = expression;
    if (!Array.isArray(references)) return "constant_value" in expression ? [] : ["lost"];
    const texts = references.filter((one) => typeof one === "string");
    if (texts.length !== references.length) return ["lost"];
    const found = traversals(texts);
    this.#depth += 1;
    const sources = found.flatMap((text) => this.#reference(scope, text, found));
    this.#depth -= 1;
    return sources;
  }

  #reference(scope: Scope, text: string, beside: readonly string[]): readonly Source[] {
    const reference = parseReference(text);
    switch (reference.kind) {
      case "known":
        return [];
      case "lost":
        return ["lost"];
      case "local":
        return this.#local(scope.module);
      case "each":
        return this.#each(scope, reference.attribute);
      case "variable":
        return this.#variable(scope, reference.name);
      case "module":
        return this.#output(scope, reference, beside);
      case "data":
        return this.#data(scope, reference, beside);
      case "resource":
        return this.#resource(scope, reference, beside);
    }
  }

  /** `for_each = aws_s3_bucket.all` gives each instance that of the same key. */
  #each(scope: Scope, attribute: string | undefined): readonly Source[] {
    const { forEach } = scope;
    const references = Array.isArray(forEach?.["references"]) ? forEach["references"] : [];
    const [only, ...more] = references;
    if (attribute === undefined || typeof only !== "string" || more.length > 0) {
      return this.expression({ module: scope.module }, forEach);
    }
    const text = `${only}[${JSON.stringify(scope.key ?? "")}].${attribute}`;
    const isWhole = /^(module\.)?[^.[\]]+(\.[^.[\]]+)?$/.test(only) && !/^(var|local)\./.test(only);
    return isWhole
      ? this.#reference(scope, text, [text])
      : this.expression({ module: scope.module }, forEach);
  }

  /** The root's are settled before planning; a module's are what its caller gives, or their default. */
  #variable({ module }: Scope, name: string): readonly Source[] {
    if (module === "") return [];
    const call = callOf(this.#plan, module);
    if (call === undefined) return ["lost"];
    const given = call.expressions[name];
    return given === undefined ? [] : this.expression(call.scope, given);
  }

  /**
   * No plan tells what a local value is made of. Where all that its module is given and holds is known, so
   * is the value: thus modules that only make names.
   */
  #local(module: string): readonly Source[] {
    if (holdsUnknown(this.#plan, module)) return ["lost"];
    const call = callOf(this.#plan, module);
    const given = Object.values(call?.expressions ?? {});
    const isKnown = given.every((one) => call && this.expression(call.scope, one).length === 0);
    return isKnown ? [] : ["lost"];
  }

  #output(scope: Scope, reference: OfModule, beside: readonly string[]): readonly Source[] {
    const child = this.#childOf(scope, reference, beside);
    if (child === undefined) return ["lost"];
    const outputs = objectIn(moduleOf(this.#plan, child), "outputs");
    const { output } = reference;
    const wanted = output === undefined ? Object.keys(outputs) : [output];
    return wanted.flatMap((name) =>
      this.expression({ module: child }, objectIn(outputs, name)["expression"]),
    );
  }

  /** The address of the module's instance that is meant. */
  #childOf(scope: Scope, { name, key }: OfModule, beside: readonly string[]): string | undefined {
    const instances = moduleInstances(this.#plan, scope.module, name);
    // A module that makes nothing has no instance in the plan.
    const index = key === undefined ? "" : `[${JSON.stringify(key)}]`;
    const prefix = scope.module === "" ? "" : `${scope.module}.`;
    if (instances.length === 0) return `${prefix}module.${name}${index}`;
    return choose(instances, key, scope, beside)?.address;
  }

  /** Only a data source that is read when the change is applied is not known. */
  #data(scope: Scope, reference: OfResource, beside: readonly string[]): readonly Source[] {
    const { reads } = this.#plan;
    const deferred = instancesOf(reads, scope.module, reference);
    if (deferred.length === 0) return isRead(this.#plan, scope.module, reference) ? [] : ["lost"];
    return this.#of(choose(deferred, reference.key, scope, beside), reference);
  }

  #resource(scope: Scope, reference: OfResource, beside: readonly string[]): readonly Source[] {
    const instances = instancesOf(this.#plan.resources, scope.module, reference);
    if (instances.every((one) => !isUnknownOf(one, reference.attribute)) && instances.length > 0) {
      return [];
    }
    const chosen = choose(instances, reference.key, scope, beside);
    // Where there is no such instance, the expression does without it.
    const isNone = instances.length === 0 || (reference.key !== undefined && chosen === undefined);
    return isNone && this.#plan.isComplete ? [] : this.#of(chosen, reference);
  }

  #of(resource: Planned | undefined, { attribute }: OfResource): readonly Source[] {
    if (resource === undefined) return ["lost"];
    if (!isUnknownOf(resource, attribute)) return [];
    return [{ resource, ...(attribute !== undefined && { attribute }) }];
  }
}
