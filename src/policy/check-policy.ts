import { parseFactPath } from "../model/fact-path.ts";
import type { Diagnostic } from "../model/failure.ts";
import { isObject, type JsonObject } from "../model/json.ts";
import type { Pack } from "../model/pack.ts";
import type { PolicySource } from "../model/policy.ts";
import { type ScopeName, scopes } from "../model/scope.ts";
import { checkExpression } from "./check-expression.ts";
import { questionMistakes } from "./check-question.ts";
import { findPlace } from "./check-schema.ts";
import { styleMistakes } from "./check-style.ts";
import { diagnose, type Fault, type SourceFile } from "./diagnostics.ts";
import { templateFaults, unknownStep } from "./message-template.ts";
import { suggest } from "./nearest.ts";
import { placeInScalar, yamlPlaces } from "./yaml-places.ts";

/** A mistake, at a JSON pointer of the file and perhaps at a stretch of the text there. */
export interface Mistake extends Fault {
  readonly pointer: string;
  readonly part?: { readonly text: string; readonly start: number; readonly end: number };
}

/** Everything about a policy that its schema cannot say; its style only on request. */
export function policyMistakes(
  file: SourceFile,
  policy: PolicySource,
  { packs, isStyleHeld = false }: { packs: readonly Pack[]; isStyleHeld?: boolean },
): Diagnostic[] {
  const mistakes = [
    ...nameMistakes(file, policy),
    ...expressionMistakes(policy),
    ...templateMistakes(policy),
    ...questionMistakes(policy),
    ...controlMistakes(policy, packs),
    ...caseMistakes(policy),
    ...(isStyleHeld ? styleMistakes(policy) : []),
  ];
  if (mistakes.length === 0) return [];
  const places = yamlPlaces(file.text);
  return mistakes.map(({ pointer, part, ...fault }) => {
    const place = findPlace(places, pointer);
    return diagnose(file, part ? placeInScalar(file.text, place, part.text, part) : place, fault);
  });
}

function nameMistakes({ path }: SourceFile, { id }: PolicySource): Mistake[] {
  const name = path
    .split(/[/\\]/)
    .at(-1)
    ?.replace(/\.ya?ml$/, "");
  if (name === id) return [];
  return [
    {
      pointer: "/id",
      code: "policy/file-name",
      message: `the id "${id}" is not the file's name`,
      help: `Rename the file to ${id}.yaml, or the policy to ${name}.`,
    },
  ];
}

function expressionMistakes(policy: PolicySource): Mistake[] {
  return (["when", "pass"] as const).flatMap((field) => {
    const text = policy[field];
    if (text === undefined) return [];
    return checkExpression(text, policy).map(({ start, end, ...fault }) => ({
      ...fault,
      pointer: `/${field}`,
      part: { text, start, end },
    }));
  });
}

function templateMistakes(policy: PolicySource): Mistake[] {
  const { message, fix } = policy;
  const texts = [
    { pointer: "/message", text: message },
    ...Object.entries(fix).map(([part, text]) => ({ pointer: `/fix/${part}`, text })),
  ];
  return texts.flatMap(({ pointer, text }) =>
    templateFaults(text, policy).map(({ start, end, path, candidates }) => ({
      pointer,
      part: { text, start, end },
      code: "policy/unknown-fact",
      message: `{{${path}}} names no fact`,
      help: suggest(path.split(".").at(-1) ?? "", candidates),
    })),
  );
}

function controlMistakes({ controls }: PolicySource, packs: readonly Pack[]): Mistake[] {
  return Object.entries(controls).flatMap(([framework, ids]) => {
    const pack = packs.find(({ id }) => id === framework);
    if (pack === undefined) {
      const known = packs.map(({ id }) => id);
      return [
        {
          pointer: `/controls/${framework}#key`,
          code: "policy/unknown-framework",
          message: `there is no pack "${framework}"`,
          help: suggest(framework, known),
        },
      ];
    }
    const requirements = pack.requirements.map(({ id }) => id);
    return ids.flatMap((id, index) =>
      requirements.includes(id)
        ? []
        : [
            {
              pointer: `/controls/${framework}/${index}`,
              code: "policy/unknown-requirement",
              message: `${framework} has no requirement "${id}"`,
              help: suggest(id, requirements),
            },
          ],
    );
  });
}

/** Cases may only speak of facts and parameters that there are. */
function caseMistakes({ tests, scope, params = {} }: PolicySource): Mistake[] {
  const known = Object.keys(params);
  return tests.flatMap((test, index) => [
    ...(test.unknown ?? []).flatMap((path, at) =>
      unknownFact(path, scope, `/tests/${index}/unknown/${at}`),
    ),
    ...Object.entries(test.given ?? {}).flatMap(([variable, given]) =>
      pathsIn(given as JsonObject, variable).flatMap((path) =>
        unknownFact(path, scope, `/tests/${index}/given/${variable}`),
      ),
    ),
    ...Object.keys(test.params ?? {})
      .filter((name) => !known.includes(name))
      .map((name) => ({
        pointer: `/tests/${index}/params/${name}#key`,
        code: "policy/unknown-parameter",
        message: `the policy has no parameter "${name}"`,
        help: suggest(name, known),
      })),
  ]);
}

function unknownFact(path: string, scope: ScopeName, pointer: string): Mistake[] {
  const candidates = unknownStep(parseFactPath(path), { scope });
  if (candidates === undefined) return [];
  const name = path.split(".").at(-1) ?? "";
  return [
    {
      pointer,
      code: "policy/unknown-fact",
      message: `${path} is no fact that a policy about a ${scopes[scope].variable} can see`,
      help: suggest(name, candidates),
    },
  ];
}

/** The paths of facts that a `given` sets: `trail.statuses[].region`. */
function pathsIn(given: JsonObject, path: string): string[] {
  return Object.entries(given).flatMap(([member, value]) => {
    const inner = `${path}.${member}`;
    if (isObject(value) && member !== "tags") return [inner, ...pathsIn(value, inner)];
    if (!Array.isArray(value)) return [inner];
    return [inner, ...value.filter(isObject).flatMap((item) => pathsIn(item, `${inner}[]`))];
  });
}
