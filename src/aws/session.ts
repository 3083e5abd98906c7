import { AdaptiveRetryStrategy } from "@smithy/core/retry";
import type { NodeHttpHandler } from "@smithy/node-http-handler";
import type { AwsCredentialIdentityProvider } from "@smithy/types";
import { allowanceOf, Budget } from "./budget.ts";
import { endpointOptions } from "./endpoint.ts";
import { describeError } from "./errors.ts";
import { refuseForeignPages } from "./foreign-page.ts";
import { lent } from "./http.ts";
import type { Answer, AnyClient, Operation, Service } from "./operation.ts";
import { plain } from "./plain.ts";

/** The way to one account: every call goes through here. */
export interface Session {
  /** Asks AWS; resolves to its answer or to why there is none, and never rejects for either. */
  readonly call: <Input extends object, Output extends object>(
    operation: Operation<Input, Output>,
    region: string,
    input: Input,
  ) => Promise<Answer<Output>>;
  readonly close: () => void;
}

export interface SessionOptions {
  readonly credentials: AwsCredentialIdentityProvider;
  /** For AWS's own logs, `trailwarden/1.0.0`. */
  readonly userAgent: string;
  /** The pool of connections; it is whoever made it that closes it. */
  readonly handler: NodeHttpHandler;
}

/** The SDK's own setting wins; three attempts, its default, give up too early on a busy account. */
const attempts = (): number => Number(process.env["AWS_MAX_ATTEMPTS"]) || 8;

interface ClientOptions extends SessionOptions {
  readonly region: string;
}

function openClient(service: Service, options: ClientOptions): AnyClient {
  const client = new service.Client({
    region: options.region,
    credentials: options.credentials,
    requestHandler: options.handler,
    retryStrategy: new AdaptiveRetryStrategy(attempts(), {
      rateLimiter: new Budget(allowanceOf(service.name)),
    }),
    customUserAgent: options.userAgent,
    ...service.options,
    ...endpointOptions(service.name),
  } as never);
  client.middlewareStack.addRelativeTo(refuseForeignPages, {
    name: "refuseForeignPages",
    relation: "after",
    toMiddleware: "deserializerMiddleware",
  });
  return client;
}

/** Opens a session: clients are made when first used, one for each service and Region. */
export function openSession(options: SessionOptions): Session {
  const clients = new Map<string, AnyClient>();
  const handler = lent(options.handler);

  const clientFor = (service: Service, region: string): AnyClient => {
    const key = `${service.name}/${region}`;
    const client = clients.get(key) ?? openClient(service, { ...options, handler, region });
    clients.set(key, client);
    return client;
  };

  return {
    async call(operation, region, input) {
      try {
        const command = new operation.Command(input);
        return { output: plain(await clientFor(operation.service, region).send(command)) };
      } catch (thrown) {
        return { error: describeError(thrown) };
      }
    },
    close() {
      for (const client of clients.values()) client.destroy();
      clients.clear();
    },
  };
}
