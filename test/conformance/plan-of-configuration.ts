import { isObject, type Json, type JsonObject } from "../../src/model/json.ts";

/** What the provider plans where the configuration says nothing. */
const defaults: { readonly [type: string]: JsonObject } = {
  aws_cloudtrail: {
    ...{ enable_logging: true, enable_log_file_validation: false, is_multi_region_trail: false },
    ...{ include_global_service_events: true, is_organization_trail: false },
  },
  aws_cloudtrail_event_data_store: {
    ...{ multi_region_enabled: true, organization_enabled: false, retention_period: 2555 },
    termination_protection_enabled: true,
  },
  aws_kms_key: {
    ...{ is_enabled: true, enable_key_rotation: false, multi_region: false },
    ...{ customer_master_key_spec: "SYMMETRIC_DEFAULT", key_usage: "ENCRYPT_DECRYPT" },
  },
  aws_cloudwatch_log_group: { retention_in_days: 0, log_group_class: "STANDARD" },
};

interface Planned {
  readonly after: Json;
  readonly unknown: Json;
  readonly expression: Json;
}

/** The plan that Terraform would make of a configuration in JSON, for an account that has none of it. */
export function planOfConfiguration(text: string): string {
  const { resource } = JSON.parse(withBucketNames(text)) as {
    resource: { [type: string]: JsonObject };
  };
  const resources = Object.entries(resource).flatMap(([type, named]) =>
    Object.entries(named).map(([name, blocks]) => planned(type, name, blocks)),
  );
  return JSON.stringify({
    ...{ format_version: "1.2", terraform_version: "1.9.0", timestamp: "2026-01-15T12:00:00Z" },
    resource_changes: resources.map(({ change }) => change),
    configuration: {
      provider_config: {
        aws: { name: "aws", expressions: { region: { constant_value: "us-east-1" } } },
      },
      root_module: { resources: resources.map(({ configured }) => configured) },
    },
  });
}

/** The name of a bucket of the configuration is known when it is planned. */
const withBucketNames = (text: string): string =>
  text.replaceAll(/"\$\{aws_s3_bucket\.([\w-]+)\.bucket\}"/g, (whole, name: string) => {
    const { resource } = JSON.parse(text) as { resource: { [type: string]: JsonObject } };
    const blocks = resource["aws_s3_bucket"]?.[name];
    const [block] = (Array.isArray(blocks) ? blocks : []) as readonly Json[];
    const bucket = isObject(block) ? block["bucket"] : undefined;
    return typeof bucket === "string" ? JSON.stringify(`${bucket}-${name}`) : whole;
  });

function planned(type: string, name: string, blocks: Json | undefined) {
  const [block] = (Array.isArray(blocks) ? blocks : [blocks]) as readonly Json[];
  const { dynamic, ...body } = isObject(block) ? block : {};
  // Test inputs give one name to many things, which AWS would not.
  const naming = type === "aws_s3_bucket" ? "bucket" : "name";
  const isNamed = naming === "bucket" || typeof body["name"] === "string";
  const unique = isNamed ? { ...body, [naming]: `${body[naming]}-${name}` } : body;
  const parts = Object.entries(unique).map(([key, value]) => [key, plannedValue(value)] as const);
  const part = (member: keyof Planned) =>
    Object.fromEntries(parts.map(([key, value]) => [key, value[member]]));
  const lost = Object.fromEntries(
    Object.keys(isObject(dynamic) ? dynamic : {}).map((key) => [key, true]),
  );
  const common = { mode: "managed", type, name };
  return {
    change: {
      ...{ address: `${type}.${name}`, ...common },
      change: {
        actions: ["create"],
        before: null,
        after: { ...defaults[type], ...part("after") },
        after_unknown: { ...part("unknown"), ...lost, id: true, arn: true },
      },
    },
    configured: { ...common, provider_config_key: "aws", expressions: part("expression") },
  };
}

/** A value with what refers to something else taken out of it. */
function plannedValue(value: Json | undefined): Planned {
  if (typeof value === "string" && value.includes("${")) {
    return { after: null, unknown: true, expression: { references: referencesIn(value) } };
  }
  if (Array.isArray(value) && value.some(isObject)) {
    const items = (value as readonly Json[]).map(blockOf);
    return {
      after: items.map(({ after }) => after),
      unknown: items.map(({ unknown }) => unknown),
      expression: items.map(({ expression }) => expression),
    };
  }
  return { after: value ?? null, unknown: false, expression: { constant_value: value ?? null } };
}

function blockOf(block: Json): Planned {
  if (!isObject(block)) return plannedValue(block);
  const parts = Object.entries(block).map(([key, value]) => [key, plannedValue(value)] as const);
  const part = (member: keyof Planned) =>
    Object.fromEntries(parts.map(([key, value]) => [key, value[member]]));
  return { after: part("after"), unknown: part("unknown"), expression: part("expression") };
}

/** Longest first, each followed by what it is a part of. */
const referencesIn = (text: string): readonly string[] =>
  [...text.matchAll(/\$\{\s*((?:data\.)?\w+\.[\w-]+)((?:\.\w+)*)/g)].flatMap(
    ([, thing = "", rest]) => (rest ? [`${thing}${rest}`, thing] : [thing]),
  );
