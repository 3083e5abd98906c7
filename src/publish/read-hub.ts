import type { GetFindingsCommandInput } from "@aws-sdk/client-securityhub";
import type { Session } from "../aws/session.ts";
import type { JsonObject } from "../model/json.ts";
import type { CallError } from "../model/recording.ts";
import { asffPrefix, productArn } from "../report/asff-finding.ts";
import { getFindings } from "./operations.ts";
import { isOurs } from "./provider-part.ts";

/** The hub of an account in a Region. */
export interface Hub {
  readonly partition: string;
  readonly account: string;
  readonly region: string;
}

export type HubFindings =
  | { readonly findings: ReadonlyMap<string, JsonObject>; readonly error?: never }
  | { readonly findings?: never; readonly error: CallError };

/**
 * Our findings in a hub, the archived ones too: they keep their age. A hub that aggregates Regions
 * returns those of others as well, and the default product is shared by every tool of the account.
 * https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_GetFindings.html
 */
export async function readHub(call: Session["call"], hub: Hub): Promise<HubFindings> {
  const found: JsonObject[] = [];
  const product = productArn(hub.partition, hub.region, hub.account);
  const tokens = new Set<string>();
  for (let token: string | undefined; ; ) {
    const input = { Filters: filtersOf(hub, product), MaxResults: 100 };
    const { output, error } = await call(getFindings, hub.region, {
      ...input,
      ...(token && { NextToken: token }),
    });
    if (error !== undefined) return { error };
    found.push(...((output.Findings ?? []) as readonly unknown[] as readonly JsonObject[]));
    token = output.NextToken;
    if (!token) break;
    if (tokens.has(token)) return { error: endless };
    tokens.add(token);
  }
  // Held to the same again: what is taken for ours is overwritten and archived.
  const isHere = ({ ProductArn, AwsAccountId }: JsonObject): boolean =>
    ProductArn === product && AwsAccountId === hub.account;
  const ours = found.filter((finding) => isHere(finding) && isOurs(finding));
  return { findings: new Map(ours.map((finding) => [String(finding["Id"]), finding])) };
}

const endless: CallError = {
  code: "EndlessPages",
  message: "GetFindings gave the same page token twice",
};

const equals = (Value: string) => [{ Comparison: "EQUALS" as const, Value }];

const filtersOf = (hub: Hub, product: string): GetFindingsCommandInput["Filters"] => ({
  ProductArn: equals(product),
  GeneratorId: [{ Comparison: "PREFIX", Value: asffPrefix }],
  AwsAccountId: equals(hub.account),
  Region: equals(hub.region),
});
