import validate from "virtual:validator/configuration";
import type { Diagnostic } from "../model/failure.ts";
import type { Pack } from "../model/pack.ts";
import type { ParameterValue, PolicySource } from "../model/policy.ts";
import type { WaiverSource } from "../model/waiver.ts";
import { findPlace, schemaMistakes } from "./check-schema.ts";
import { accountsMistakes, type ConfiguredAccounts } from "./configured-accounts.ts";
import { type Choice, choiceMistakes } from "./configured-choice.ts";
import {
  placedWaivers,
  usualWaiverDays,
  type WrittenWaiver,
  waiverMistakes,
} from "./configured-waivers.ts";
import { diagnose, type Fault, type SourceFile } from "./diagnostics.ts";
import { suggest } from "./nearest.ts";
import { parseYaml } from "./parse-yaml.ts";
import { yamlPlaces } from "./yaml-places.ts";

/** What a user's trailwarden.yaml says. */
export interface Configuration extends Choice {
  /** Parameter values that replace a policy's defaults, by policy id. */
  readonly parameters?: { readonly [policy: string]: { readonly [name: string]: ParameterValue } };
  readonly waivers?: readonly WaiverSource[];
  /** Files of waivers, relative to this one. */
  readonly waiverFiles?: readonly string[];
  readonly waiverMaxDays?: number;
  readonly accounts?: ConfiguredAccounts;
}

/** As the file has it. */
type Written = Omit<Configuration, "waivers"> & { readonly waivers?: readonly WrittenWaiver[] };

export interface ConfigurationContext {
  readonly packs: readonly Pack[];
  readonly policies: readonly PolicySource[];
  /** Waivers may not end too far ahead of this moment. */
  readonly now: Date;
}

export type ReadConfiguration =
  | { readonly configuration: Configuration; readonly mistakes: readonly [] }
  | { readonly configuration?: never; readonly mistakes: readonly Diagnostic[] };

/** Reads a configuration, and finds all of its mistakes at once. An empty file is one. */
export function readConfiguration(
  file: SourceFile,
  { packs, policies, now }: ConfigurationContext,
): ReadConfiguration {
  const { written, mistakes } = readWritten(file);
  if (written === undefined) return { mistakes };
  const { waivers, ...others } = written;
  const maxDays = others.waiverMaxDays ?? usualWaiverDays;
  const wrong = [
    ...choiceMistakes(others, { packs, policies }),
    ...parameterMistakes(others, policies),
    ...accountsMistakes(others.accounts),
    ...waiverMistakes(waivers ?? [], { policies, now, maxDays }),
  ];
  if (wrong.length === 0) {
    const placed = waivers && { waivers: placedWaivers(file, waivers) };
    return { configuration: { ...others, ...placed }, mistakes: [] };
  }
  return { mistakes: placeAll(file, wrong) };
}

/** Reads no more than which accounts a configuration names; the rest only has to keep to the schema. */
export function readConfiguredAccounts(file: SourceFile): ReadConfiguration {
  const { written, mistakes } = readWritten(file);
  if (written === undefined) return { mistakes };
  const wrong = accountsMistakes(written.accounts);
  if (wrong.length > 0) return { mistakes: placeAll(file, wrong) };
  const { accounts } = written;
  return { configuration: accounts ? { accounts } : {}, mistakes: [] };
}

/** Reads a file of waivers: a configuration that says nothing else. */
export function readWaiverFile(
  file: SourceFile,
  context: ConfigurationContext & { readonly waiverMaxDays?: number },
): ReadConfiguration {
  const { waiverMaxDays: maxDays = usualWaiverDays, policies, now } = context;
  const { written, mistakes } = readWritten(file);
  if (written === undefined) return { mistakes };
  const { waivers = [], ...others } = written;
  const wrong = [
    ...Object.keys(others).map((field) => ({
      pointer: `/${field}#key`,
      code: "configuration/unknown-field",
      message: `"${field}" stands in a file of waivers`,
      help: "Such a file holds waivers only; the rest belongs into trailwarden.yaml.",
    })),
    ...waiverMistakes(waivers, { policies, now, maxDays }),
  ];
  return wrong.length > 0
    ? { mistakes: placeAll(file, wrong) }
    : { configuration: { waivers: placedWaivers(file, waivers) }, mistakes: [] };
}

/** What a file says that keeps to the schema; an empty one says nothing. */
function readWritten(file: SourceFile): {
  readonly written?: Written;
  readonly mistakes: readonly Diagnostic[];
} {
  if (isBlank(file)) return { written: {}, mistakes: [] };
  const { content, mistake } = parseYaml(file);
  if (mistake !== undefined) return { mistakes: [mistake] };
  const given = content ?? {};
  const mistakes = schemaMistakes(file, given, validate, "configuration");
  return mistakes.length > 0 ? { mistakes } : { written: given as Written, mistakes };
}

function placeAll(file: SourceFile, faults: readonly PlacedFault[]): Diagnostic[] {
  const places = yamlPlaces(file.text);
  return faults.map(({ pointer, ...fault }) => diagnose(file, findPlace(places, pointer), fault));
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
