// The limit that reading an organization is measured against: the same calls made by the SDK's own
// clients, one for each service and Region of an account as they belong to its credentials, over one
// pool of connections; nothing is made of the answers.
import { readFileSync, writeFileSync } from "node:fs";
import { endpointOptions } from "../src/aws/endpoint.ts";
import { lent, requestHandler } from "../src/aws/http.ts";
import type { AnyClient, Service } from "../src/aws/operation.ts";
import { account } from "../src/collect/account.ts";
import { cloudtrail } from "../src/collect/cloudtrail.ts";
import { cloudwatch } from "../src/collect/cloudwatch.ts";
import { cloudwatchLogs } from "../src/collect/cloudwatch-logs.ts";
import { configService } from "../src/collect/config-service.ts";
import { ec2 } from "../src/collect/ec2.ts";
import { eventbridge } from "../src/collect/eventbridge.ts";
import { guardduty } from "../src/collect/guardduty.ts";
import { iam } from "../src/collect/iam.ts";
import { kms } from "../src/collect/kms.ts";
import { organizations } from "../src/collect/organizations.ts";
import { s3 } from "../src/collect/s3.ts";
import { s3Control } from "../src/collect/s3-control.ts";
import { securityhub } from "../src/collect/securityhub.ts";
import { sns } from "../src/collect/sns.ts";
import { sts } from "../src/collect/sts.ts";
import { accessKeyFor } from "../src/emulator/access-keys.ts";
import type { CallLine } from "../src/model/recording.ts";

const services: readonly { readonly service: Service }[] = [
  ...[account, cloudtrail, cloudwatch, cloudwatchLogs, configService, ec2, eventbridge],
  ...[guardduty, iam, kms, organizations, s3, s3Control, securityhub, sns, sts],
];
const byName = new Map(services.map(({ service }) => [service.name, service]));

const [, , recording = "", output = ""] = process.argv;
const calls = new Map<string, CallLine[]>();
for (const text of readFileSync(recording, "utf8").split("\n")) {
  if (!text.startsWith('{"kind":"call"')) continue;
  const { output: _, ...call } = JSON.parse(text) as CallLine;
  calls.set(call.account, [...(calls.get(call.account) ?? []), call]);
}

const handler = requestHandler();
const started = process.cpuUsage();
const waiting = [...calls];
let made = 0;
await Promise.all(Array.from({ length: 8 }, work));
const { user, system } = process.cpuUsage(started);
handler.destroy();
writeFileSync(output, JSON.stringify({ calls: made, cpu: (user + system) / 1e6 }));

async function work(): Promise<void> {
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [id, asked] = next;
    const clients = new Map<string, AnyClient>();
    await Promise.all(asked.map((call) => make(call, id, clients)));
    for (const client of clients.values()) client.destroy();
  }
}

async function make(
  { service: name, operation, region, input }: CallLine,
  id: string,
  clients: Map<string, AnyClient>,
): Promise<void> {
  const service = byName.get(name);
  const { Command } = service?.operations.find((one) => one.name === operation) ?? {};
  if (service === undefined || Command === undefined) throw new Error(`${name}:${operation}`);
  const key = `${name}/${region}`;
  const client = clients.get(key) ?? open(service, region, id);
  clients.set(key, client);
  made += 1;
  // Refusals are answers too.
  await client.send(new Command(input)).catch(() => {});
}

function open(service: Service, region: string, id: string): AnyClient {
  const credentials = { accessKeyId: accessKeyFor(id), secretAccessKey: "secret" };
  return new service.Client({
    ...{ region, credentials, requestHandler: lent(handler) },
    ...endpointOptions(service.name),
  } as never);
}
