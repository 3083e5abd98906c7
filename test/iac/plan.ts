import type { JsonObject } from "../../src/model/json.ts";

export interface Made {
  readonly after: JsonObject;
  readonly unknown?: JsonObject;
  readonly expressions?: JsonObject;
  readonly actions?: readonly string[];
}

/** A plan of root resources in eu-west-1, by their addresses. */
export function planOf(resources: { readonly [address: string]: Made }): string {
  const parts = Object.entries(resources).map(([address, made]) => {
    const [type = "", name = ""] = address.split(".");
    return { address, type, name, ...made };
  });
  const provider = { name: "aws", expressions: { region: { constant_value: "eu-west-1" } } };
  const caller = { type: "aws_caller_identity", values: { account_id: "111122223333" } };
  return JSON.stringify({
    format_version: "1.2",
    terraform_version: "1.9.0",
    timestamp: "2026-01-15T12:00:00Z",
    resource_changes: parts.map(({ address, type, name, after, unknown = {}, actions }) => ({
      ...{ address, type, name, mode: "managed" },
      change: { actions: actions ?? ["create"], after, after_unknown: unknown },
    })),
    prior_state: { values: { root_module: { resources: [caller] } } },
    configuration: {
      provider_config: { aws: provider },
      root_module: {
        resources: parts.map(({ type, name, expressions = {} }) => ({
          ...{ mode: "managed", type, name, expressions, provider_config_key: "aws" },
        })),
      },
    },
  });
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
