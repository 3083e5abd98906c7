import { readFileSync } from "node:fs";
import { findPlace } from "../policy/check-schema.ts";
import type { Configuration } from "../policy/configuration.ts";
import { lineAt } from "../policy/diagnostics.ts";
import { type Places, yamlPlaces } from "../policy/yaml-places.ts";
import { printable } from "../report/printable.ts";
import { usualConfiguration } from "./configuration.ts";
import type { Options } from "./description.ts";
import { accountSettings } from "./printed-accounts.ts";
import { defaultPack } from "./select-for.ts";

/** A value that holds, and who says so. */
interface Setting {
  /** `gate.failOn` */
  readonly name: string;
  readonly value: unknown;
  readonly from: string;
}

/** The configuration that a run goes by, as YAML, with the flag, the line or the default of each value. */
export function printedConfiguration(options: Options, configuration: Configuration): string {
  return settings(options, configuration, lineFinder(options["config"]))
    .map(({ name, value, from }) => `${name}: ${printable(JSON.stringify(value))} # ${from}\n`)
    .join("");
}

type LineOf = (pointer: string) => string;

/** `trailwarden.yaml:12`, for what stands in the file. */
function lineFinder(named: Options[string]): LineOf {
  const path = typeof named === "string" ? named : usualConfiguration;
  // Without a configuration there is no file, and nobody asks.
  let source: { readonly text: string; readonly places: Places } | undefined;
  const read = () => {
    const text = readFileSync(path, "utf8");
    return { text, places: yamlPlaces(text) };
  };
  return (pointer) => {
    source ??= read();
    const { text, places } = source;
    return printable(`${path}:${lineAt(text, findPlace(places, `${pointer}#key`).start)}`);
  };
}

function settings(options: Options, configuration: Configuration, lineOf: LineOf): Setting[] {
  const { policies = {}, severities, parameters, outputs, gate = {}, waivers } = configuration;
  const choosing = ["pack", "policy"].filter((flag) => options[flag] !== undefined);
  const chosen: Setting[] = choosing.map((flag) => ({
    name: flag === "pack" ? "packs" : "policies",
    value: options[flag],
    from: `--${flag}`,
  }));
  const configured = (name: string, pointer: string, value: unknown): Setting[] =>
    value === undefined ? [] : [{ name, value, from: lineOf(pointer) }];
  const packs = configured("packs", "/packs", configuration.packs);
  return [
    ...(choosing.length > 0
      ? chosen
      : [
          ...(packs.length > 0
            ? packs
            : [{ name: "packs", value: [defaultPack], from: "default" }]),
          ...configured("policies.on", "/policies/on", policies.on),
        ]),
    ...configured("policies.off", "/policies/off", policies.off),
    ...members("severities", severities, lineOf),
    ...members("parameters", parameters, lineOf),
    ...(options["output"] === undefined
      ? members("outputs", outputs, lineOf)
      : [{ name: "outputs", value: options["output"], from: "--output" }]),
    flagOr(options, "failOn", ["gate.failOn", gate.failOn, "low"], lineOf),
    flagOr(options, "allowUnknown", ["gate.allowUnknown", gate.allowUnknown, false], lineOf),
    ...accountSettings(options, configuration.accounts).map(({ name, value, flag }) => ({
      ...{ name: `accounts.${name}`, value },
      from: flag === undefined ? lineOf(`/accounts/${name}`) : `--${inWords(flag)}`,
    })),
    ...(waivers ?? []).map(({ file, line, ...waiver }) => ({
      name: `waivers.${waiver.policy}`,
      value: waiver,
      from: printable(`${file}:${line}`),
    })),
    ...configured("waiverMaxDays", "/waiverMaxDays", configuration.waiverMaxDays),
  ];
}

const members = (name: string, values: object | undefined, lineOf: LineOf): Setting[] =>
  Object.entries(values ?? {}).map(([member, value]) => ({
    name: `${name}.${member}`,
    value,
    from: lineOf(`/${name}/${member}`),
  }));

const inWords = (flag: string): string =>
  flag.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function flagOr(
  options: Options,
  flag: string,
  [name, configured, standard]: readonly [string, unknown, unknown],
  lineOf: LineOf,
): Setting {
  const given = options[flag];
  if (given !== undefined && given !== false) {
    return { name, value: given, from: `--${inWords(flag)}` };
  }
  return configured === undefined
    ? { name, value: standard, from: "default" }
    : { name, value: configured, from: lineOf(`/${name.replace(".", "/")}`) };
}
