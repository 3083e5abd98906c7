import { lookup as resolve } from "node:dns";
import http from "node:http";
import https from "node:https";
import type { LookupFunction } from "node:net";
import { NodeHttpHandler } from "@smithy/node-http-handler";

/**
 * Names below localhost are this machine (RFC 6761). S3 Control puts the account in front of the
 * host name, and not every resolver knows such names.
 */
const lookup: LookupFunction = (hostname, options, callback) => {
  resolve(hostname.endsWith(".localhost") ? "localhost" : hostname, options, callback);
};

const connections = { keepAlive: true, maxSockets: 64, lookup };

/** One pool of connections for all clients of a run. */
export const requestHandler = (httpsAgent = new https.Agent(connections)): NodeHttpHandler =>
  new NodeHttpHandler({
    connectionTimeout: 5_000,
    requestTimeout: 20_000,
    throwOnRequestTimeout: true,
    socketAcquisitionWarningTimeout: 60_000,
    httpAgent: new http.Agent(connections),
    httpsAgent,
  });

/** A pool that goes through the proxy of the environment, as AWS's own tools do, if it names one. */
export async function requestHandlerFor(
  environment: NodeJS.ProcessEnv = process.env,
): Promise<NodeHttpHandler> {
  const namesProxy = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"].some(
    (name) => environment[name],
  );
  if (!namesProxy) return requestHandler();
  const { EnvironmentProxyAgent } = await import("./proxy.ts");
  return requestHandler(new EnvironmentProxyAgent(connections));
}

/**
 * The pool as clients of one account get it: a client that is closed destroys its handler, and the
 * other accounts still use the connections.
 */
export const lent = (pool: NodeHttpHandler): NodeHttpHandler =>
  Object.assign(Object.create(pool) as NodeHttpHandler, { destroy: () => {} });
