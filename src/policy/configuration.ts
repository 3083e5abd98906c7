import validate from "virtual:validator/configuration";
import type { Diagnostic } from "../model/failure.ts";
import type { ParameterValue, PolicySource } from "../model/policy.ts";
import { findPlace, schemaMistakes } from "./check-schema.ts";
import { diagnose, type Fault, type SourceFile } from "./diagnostics.ts";
import { suggest } from "./nearest.ts";
import { parseYaml } from "./parse-yaml.ts";
import { yamlPlaces } from "./yaml-places.ts";

/** What a user's trailwarden.yaml says. */
export interface Configuration {
  /** Parameter values that replace a policy's defaults, by policy id. */
  readonly parameters?: { readonly [policy: string]: { readonly [name: string]: ParameterValue } };
}

export type ReadConfiguration =
  | { readonly configuration: Configuration; readonly mistakes: readonly [] }
  | { readonly configuration?: never; readonly mistakes: readonly Diagnostic[] };

/** Reads a configuration, and finds all of its mistakes at once. An empty file is one. */
export function readConfiguration(
  file: SourceFile,
  policies: readonly PolicySource[],
): ReadConfiguration {
  if (isBlank(file)) return { configuration: {}, mistakes: [] };
  const { content, mistake } = parseYaml(file);
  if (mistake !== undefined) return { mistakes: [mistake] };
  const given = content ?? {};
  const mistakes = schemaMistakes(file, given, validate);
  if (mistakes.length > 0) return { mistakes };
  const configuration = given as Configuration;
  const wrong = parameterMistakes(configuration, policies);
  if (wrong.length === 0) return { configuration, mistakes: [] };
  const places = yamlPlaces(file.text);
  return {
    mistakes: wrong.map(({ pointer, ...fault }) =>
      diagnose(file, findPlace(places, pointer), fault),
    ),
  };
}

const isBlank = ({ text }: SourceFile): boolean =>
  text.split("\n").every((line) => /^\s*(#|$)/.test(line));

type PlacedFault = Fault & { readonly pointer: string };

function parameterMistakes(
  { parameters = {} }: Configuration,
  policies: readonly PolicySource[],
): PlacedFault[] {
  return Object.entries(parameters).flatMap(([id, values]): PlacedFault[] => {
    const policy = policies.find((one) => one.id === id);
    if (policy !== undefined) return valueMistakes(policy, values);
    const ids = policies.map((one) => one.id);
    return [
      {
        pointer: `/parameters/${id}#key`,
        code: "configuration/unknown-policy",
        message: `there is no policy "${id}"`,
        help: suggest(id, ids),
      },
    ];
  });
}

function valueMistakes(
  { id, params = {} }: PolicySource,
  values: { readonly [name: string]: ParameterValue },
): PlacedFault[] {
  return Object.entries(values).flatMap(([name, value]): PlacedFault[] => {
    const pointer = `/parameters/${id}/${name}`;
    const standard = Object.hasOwn(params, name) ? params[name] : undefined;
    if (standard === undefined) {
      const names = Object.keys(params);
      const help = names.length === 0 ? "It has no parameters." : suggest(name, names);
      const message = `${id} has no parameter "${name}"`;
      return [
        { pointer: `${pointer}#key`, code: "configuration/unknown-parameter", message, help },
      ];
    }
    if (kindOf(value) === kindOf(standard)) return [];
    const message = `"${name}" is a ${kindOf(value)}, not a ${kindOf(standard)}`;
    const help = `Its default is ${JSON.stringify(standard)}.`;
    return [{ pointer, code: "configuration/invalid-value", message, help }];
  });
}

const kindOf = (value: ParameterValue): string => (Array.isArray(value) ? "list" : typeof value);
