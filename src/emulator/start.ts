import type { AccountRecording } from "../model/recording.ts";
import { account } from "./apis/account.ts";
import { cloudtrail } from "./apis/cloudtrail.ts";
import { cloudwatch } from "./apis/cloudwatch.ts";
import { cloudwatchLogs } from "./apis/cloudwatch-logs.ts";
import { configService } from "./apis/config-service.ts";
import { ec2 } from "./apis/ec2.ts";
import { eventbridge } from "./apis/eventbridge.ts";
import { guardduty } from "./apis/guardduty.ts";
import { iam } from "./apis/iam.ts";
import { kms } from "./apis/kms.ts";
import { organizations } from "./apis/organizations.ts";
import { s3 } from "./apis/s3.ts";
import { s3Control } from "./apis/s3-control.ts";
import { securityhub } from "./apis/securityhub.ts";
import { sns } from "./apis/sns.ts";
import { sts } from "./apis/sts.ts";
import { type Backend, worldBackend } from "./backend.ts";
import type { Fault } from "./faults.ts";
import { recordedBackend } from "./replay.ts";
import { type EmbeddedAws, serve } from "./server.ts";
import type { World } from "./world.ts";

const services = [
  account,
  cloudtrail,
  cloudwatch,
  cloudwatchLogs,
  configService,
  ec2,
  eventbridge,
  guardduty,
  iam,
  kms,
  organizations,
  s3,
  s3Control,
  securityhub,
  sns,
  sts,
] as const;

/** What the embedded AWS knows: accounts, or what a recording says of some. */
export type Seed =
  | { readonly world: World; readonly recordings?: never }
  | { readonly world?: never; readonly recordings: readonly AccountRecording[] };

/** Starts an AWS inside this process, on a free port of the loopback interface. */
export function startEmbeddedAws(seed: Seed, faults: readonly Fault[] = []): Promise<EmbeddedAws> {
  const backend: Backend = seed.world ? worldBackend(seed.world) : recordedBackend(seed.recordings);
  return serve({ services, backend, faults: [...faults, ...disabledRegions(seed)] });
}

/** A Region that an account has not enabled refuses its credentials. */
function disabledRegions({ world }: Seed): Fault[] {
  return (world?.accounts ?? []).flatMap(({ id, regions }) =>
    regions
      .filter(({ optStatus }) => optStatus === "DISABLED")
      .map(({ name }): Fault => ({ account: id, region: name, kind: "region-disabled" })),
  );
}

/** The environment that leads AWS tools of this machine to the embedded AWS, and nowhere else. */
export const environmentFor = (
  { endpoint }: Pick<EmbeddedAws, "endpoint">,
  accessKeyId: string,
  region = "us-east-1",
): { readonly [name: string]: string } => ({
  AWS_ENDPOINT_URL: endpoint,
  AWS_ACCESS_KEY_ID: accessKeyId,
  AWS_SECRET_ACCESS_KEY: "secret",
  AWS_REGION: region,
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_CONFIG_FILE: "/dev/null",
  AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
});
