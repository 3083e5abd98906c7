import { fromNodeProviderChain, fromTemporaryCredentials } from "@aws-sdk/credential-providers";
import {
  loadConfig,
  NODE_REGION_CONFIG_FILE_OPTIONS,
  NODE_REGION_CONFIG_OPTIONS,
} from "@smithy/core/config";
import type { NodeHttpHandler } from "@smithy/node-http-handler";
import type { AwsCredentialIdentityProvider } from "@smithy/types";

/** A role to enter before anything is read. */
export interface RoleToAssume {
  readonly arn: string;
  readonly externalId?: string;
}

/**
 * Credentials as every AWS tool finds them: environment, profile, SSO, web identity, container,
 * instance; one provider for all clients, so that each is asked once.
 */
export function findCredentials(
  clientConfig: { readonly region: string; readonly requestHandler: NodeHttpHandler },
  role?: RoleToAssume,
): AwsCredentialIdentityProvider {
  const own = fromNodeProviderChain({ clientConfig });
  if (role === undefined) return own;
  return fromTemporaryCredentials({
    masterCredentials: own,
    clientConfig,
    params: {
      RoleArn: role.arn,
      RoleSessionName: "trailwarden",
      ...(role.externalId !== undefined && { ExternalId: role.externalId }),
    },
  });
}

/** The Region that the environment or the profile names. */
export async function configuredRegion(): Promise<string | undefined> {
  try {
    return await loadConfig(NODE_REGION_CONFIG_OPTIONS, NODE_REGION_CONFIG_FILE_OPTIONS)();
  } catch {
    return process.env["AWS_DEFAULT_REGION"];
  }
}
