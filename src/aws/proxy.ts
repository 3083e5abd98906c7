import type { ClientRequest, Agent as HttpAgent } from "node:http";
import { type AgentOptions, Agent as HttpsAgent } from "node:https";
import { Agent, type AgentConnectOpts } from "agent-base";
import { HttpsProxyAgent } from "https-proxy-agent";
import { getProxyForUrl } from "proxy-from-env";

/** Tunnels through the proxy of the environment, except to the hosts of NO_PROXY. */
export class EnvironmentProxyAgent extends Agent {
  readonly #settings: AgentOptions;
  readonly #agents = new Map<string, HttpAgent>();

  constructor(settings: AgentOptions) {
    super();
    this.#settings = settings;
  }

  override connect(_request: ClientRequest, { host, port }: AgentConnectOpts): HttpAgent {
    const proxy = getProxyForUrl(`https://${host}:${port}`);
    const agent = this.#agents.get(proxy) ?? this.#agentFor(proxy);
    this.#agents.set(proxy, agent);
    return agent;
  }

  #agentFor(proxy: string): HttpAgent {
    if (proxy === "") return new HttpsAgent(this.#settings);
    const { keepAlive = true, maxSockets = 64 } = this.#settings;
    return new HttpsProxyAgent(proxy, { keepAlive, maxSockets });
  }

  override destroy(): void {
    for (const agent of this.#agents.values()) agent.destroy();
    super.destroy();
  }
}
