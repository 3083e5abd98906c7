import { isObject, type Json, type JsonObject } from "../../model/json.ts";
import { isLoop, loopOf } from "./loops.ts";
import type { Spot } from "./mistakes.ts";
import type { Outline } from "./outline.ts";

type Fault = Pick<Spot, "message" | "help">;

/** Everything in the outline of a template that CloudFormation would not take. */
export function structureMistakes(content: Json, keys: Outline["keys"]): readonly Spot[] {
  const at = (path: string, fault: Fault): Spot => ({
    ...(keys.get(path) ?? keys.get(path.slice(0, path.lastIndexOf("/"))) ?? { start: 0, end: 1 }),
    ...fault,
  });
  if (!isObject(content)) return [at("", noTemplate)];
  const { Resources } = content;
  if (Resources === undefined) return [at("", noTemplate)];
  const sections = ["Resources", "Parameters", "Mappings", "Conditions"]
    .filter((name) => content[name] !== undefined && !isObject(content[name]))
    .map((name) =>
      at(name, { message: `"${name}" is no mapping of names`, help: mappingOf(name) }),
    );
  const entries = (name: string) => Object.entries(isObject(content[name]) ? content[name] : {});
  return [
    ...sections,
    ...entries("Resources").flatMap(([id, resource]) =>
      resourceFaults(id, resource).map((fault) => at(`Resources/${id}/${fault.member}`, fault)),
    ),
    ...entries("Parameters").flatMap(([id, parameter]) =>
      parameterFaults(id, parameter).map((fault) => at(`Parameters/${id}/Type`, fault)),
    ),
  ];
}

const noTemplate: Fault = {
  message: `there are no "Resources": this is no CloudFormation template`,
  help: "A template is a mapping with Resources, each with a logical id and a Type.",
};

const mappingOf = (name: string): string =>
  name === "Resources"
    ? "Under Resources stand logical ids, each with a Type."
    : `Under ${name} stand names, each with what it is.`;

interface MemberFault extends Fault {
  readonly member: string;
}

/** What macros put in a resource's place is theirs. */
function resourceFaults(id: string, resource: Json | undefined): readonly MemberFault[] {
  if (isLoop(id)) return loopFaults(id, resource);
  if (id.startsWith("Fn::")) return [];
  if (!isObject(resource)) {
    return [{ member: "Type", message: `the resource ${id} is no mapping`, help: typeHelp }];
  }
  return [...typeFaults(id, resource), ...otherFaults(id, resource)];
}

const typeHelp = "A resource has a Type, such as AWS::CloudTrail::Trail, and Properties.";

function typeFaults(id: string, { Type, ...rest }: JsonObject): readonly MemberFault[] {
  if (typeof Type === "string" || rest["Fn::Transform"] !== undefined) return [];
  const message = Type === undefined ? `the resource ${id} has no Type` : "the Type is no text";
  return [{ member: "Type", message, help: typeHelp }];
}

function otherFaults(id: string, { Properties, Condition }: JsonObject): readonly MemberFault[] {
  const isPlain = Properties === undefined || Properties === null || isObject(Properties);
  const properties = { member: "Properties", message: `the Properties of ${id} are no mapping` };
  const help = "Condition is the name of one that stands under Conditions.";
  const condition = { member: "Condition", message: `the Condition of ${id} is no name`, help };
  const isName = Condition === undefined || typeof Condition === "string";
  return [...(isPlain ? [] : [properties]), ...(isName ? [] : [condition])];
}

function loopFaults(id: string, argument: Json | undefined): readonly MemberFault[] {
  const loop = loopOf(argument);
  if (loop !== undefined) {
    return Object.entries(loop.body).flatMap(([inside, resource]) =>
      resourceFaults(inside, resource).map((fault) => ({ ...fault, member: "" })),
    );
  }
  const help = "It is a list: the identifier, the collection, and what is made of each item.";
  return [{ member: "", message: `${id} is no such loop`, help }];
}

function parameterFaults(id: string, parameter: Json | undefined): readonly Fault[] {
  const help = "A parameter has a Type, such as String.";
  if (!isObject(parameter)) return [{ message: `the parameter ${id} is no mapping`, help }];
  const { Type } = parameter;
  const isTyped = Type === undefined || typeof Type === "string";
  return isTyped ? [] : [{ message: `the Type of the parameter ${id} is no text`, help }];
}
