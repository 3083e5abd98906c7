import type { JsonObject } from "../../src/model/json.ts";

export interface Made {
  readonly after: JsonObject | null;
  readonly before?: JsonObject;
  readonly unknown?: JsonObject;
  readonly sensitive?: JsonObject;
  readonly expressions?: JsonObject;
  readonly forEach?: JsonObject;
  readonly actions?: readonly string[];
}

/** How a module is called, by the names of the modules on the way to it: `baseline/trail`. */
export interface Call {
  readonly expressions?: JsonObject;
  readonly outputs?: { readonly [name: string]: readonly string[] };
  readonly forEach?: JsonObject;
}

interface More {
  readonly calls?: { readonly [path: string]: Call };
  readonly providers?: JsonObject;
  readonly registry?: string;
  /** Members of the plan itself. */
  readonly top?: JsonObject;
}

interface Configured {
  resources: JsonObject[];
  module_calls: { [name: string]: { module: Configured } & JsonObject };
  outputs: JsonObject;
}

const caller = { type: "aws_caller_identity", values: { account_id: "111122223333" } };

/** A plan of resources and data sources in eu-west-1, by their addresses. */
export function planOf(
  resources: { readonly [address: string]: Made },
  { calls = {}, providers, registry = "registry.terraform.io", top = {} }: More = {},
): string {
  const parts = Object.entries(resources).map(([address, made]) => ({
    ...parse(address),
    ...made,
  }));
  const root: Configured = { resources: [], module_calls: {}, outputs: {} };
  for (const [path, { expressions = {}, outputs = {}, forEach }] of Object.entries(calls)) {
    const parents = path.split("/");
    const name = parents.pop() ?? "";
    const module = moduleIn(root, [...parents, name]);
    const call = moduleIn(root, parents).module_calls[name] as JsonObject;
    Object.assign(call, { expressions }, forEach && { for_each_expression: forEach });
    for (const [output, references] of Object.entries(outputs)) {
      module.outputs = { ...module.outputs, [output]: { expression: { references } } };
    }
  }
  for (const { mode, type, name, path, expressions = {}, forEach } of parts) {
    const module = moduleIn(root, path);
    const isThere = module.resources.some(
      (one) => one["mode"] === mode && one["type"] === type && one["name"] === name,
    );
    const block = { mode, type, name, expressions, provider_config_key: "aws" };
    if (!isThere)
      module.resources.push({ ...block, ...(forEach && { for_each_expression: forEach }) });
  }
  const provider = { name: "aws", expressions: { region: { constant_value: "eu-west-1" } } };
  return JSON.stringify({
    format_version: "1.2",
    terraform_version: "1.9.0",
    timestamp: "2026-01-15T12:00:00Z",
    resource_changes: parts.map((part) => ({
      ...{ address: part.address, mode: part.mode, type: part.type, name: part.name },
      ...(part.module !== "" && { module_address: part.module }),
      ...(part.index !== undefined && { index: part.index }),
      provider_name: `${registry}/hashicorp/aws`,
      change: {
        actions: part.actions ?? [part.mode === "data" ? "read" : "create"],
        ...{ before: part.before ?? null, after: part.after, after_unknown: part.unknown ?? {} },
        ...{ before_sensitive: {}, after_sensitive: part.sensitive ?? {} },
      },
    })),
    prior_state: { values: { root_module: { resources: [caller] } } },
    configuration: { provider_config: providers ?? { aws: provider }, root_module: root },
    ...top,
  });
}

const address =
  /^((?:module\.\w+(?:\[[^\]]*\])?\.)*)(data\.)?(\w+)\.([\w-]+)(?:\[(?:"(.*)"|(\d+))\])?$/;

function parse(text: string) {
  const [, modules = "", data, type = "", name = "", key, number] = address.exec(text) ?? [];
  const module = modules.replace(/\.$/, "");
  return {
    ...{ address: text, module, type, name, mode: data === undefined ? "managed" : "data" },
    path: [...module.matchAll(/module\.(\w+)/g)].map((match) => match[1] ?? ""),
    index: key ?? (number === undefined ? undefined : Number(number)),
  };
}

function moduleIn(root: Configured, path: readonly string[]): Configured {
  return path.reduce((from, name) => {
    from.module_calls[name] ??= { module: { resources: [], module_calls: {}, outputs: {} } };
    return from.module_calls[name].module;
  }, root);
}

const trail: JsonObject = {
  name: "main",
  s3_bucket_name: "logs",
  s3_key_prefix: null,
  enable_logging: true,
  enable_log_file_validation: true,
  include_global_service_events: true,
  is_multi_region_trail: true,
  is_organization_trail: false,
};

/** A trail that is declared well, but for what is special about it. */
export const trailWith = ({ after, ...more }: Partial<Made> = {}): Made => ({
  after: { ...trail, ...after },
  ...more,
});

/** An argument that is taken from these, as a plan lists them. */
export const from = (...references: readonly string[]): JsonObject => ({ references });
