import { fromIni, fromNodeProviderChain } from "@aws-sdk/credential-providers";
import {
  loadConfig,
  NODE_REGION_CONFIG_FILE_OPTIONS,
  NODE_REGION_CONFIG_OPTIONS,
} from "@smithy/core/config";
import type { NodeHttpHandler } from "@smithy/node-http-handler";
import type { AwsCredentialIdentityProvider } from "@smithy/types";

/**
 * Credentials as every AWS tool finds them: environment, profile, SSO, web identity, container,
 * instance; one provider for all clients, so that each is asked once.
 */
export const findCredentials = (clientConfig: ClientConfig): AwsCredentialIdentityProvider =>
  explaining(fromNodeProviderChain({ clientConfig }), clientConfig);

interface ClientConfig {
  readonly region: string;
  readonly requestHandler: NodeHttpHandler;
}

/**
 * The chain says only that nothing was found, and trips over profiles that lack something: whatever
 * a named profile itself has to say is told instead. What AWS or the network said stays as it is.
 */
function explaining(
  chain: AwsCredentialIdentityProvider,
  clientConfig: ClientConfig,
): AwsCredentialIdentityProvider {
  return async (properties) => {
    try {
      return await chain(properties);
    } catch (thrown) {
      const profile = process.env["AWS_PROFILE"];
      if (!profile || isFromOutside(thrown)) throw asCredentialsError(thrown);
      return await fromIni({ profile, clientConfig })(properties).catch((reason: unknown) => {
        throw asCredentialsError(reason, `profile "${profile}": `);
      });
    }
  };
}

const isFromOutside = (thrown: unknown): boolean => {
  const {
    $metadata,
    code = "",
    name,
  } = thrown as {
    readonly $metadata?: object;
    readonly code?: string;
    readonly name?: string;
  };
  return (
    $metadata !== undefined ||
    name === "TimeoutError" ||
    /^E(CONN|HOST|NET|TIMED|AI_|NOTFOUND)/.test(code)
  );
};

function asCredentialsError(thrown: unknown, about = ""): unknown {
  if (isFromOutside(thrown)) return thrown;
  const said = thrown instanceof Error ? thrown.message : String(thrown);
  const message = thrown instanceof TypeError ? `a setting is missing: ${said}` : said;
  const error = new Error(about + message, { cause: thrown });
  error.name = "CredentialsProviderError";
  return error;
}

/** The Region that the environment or the profile names. */
export async function configuredRegion(): Promise<string | undefined> {
  const named = await loadConfig(NODE_REGION_CONFIG_OPTIONS, NODE_REGION_CONFIG_FILE_OPTIONS)()
    // It rejects when none is named.
    .catch(() => undefined);
  return named || process.env["AWS_DEFAULT_REGION"] || undefined;
}
