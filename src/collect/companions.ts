import type { Ask } from "./ask.ts";
import type { Identity } from "./identity.ts";

/** Reads what stands beside the trails: in each Region the services that watch, once the organization and IAM. */
export async function collectCompanions(
  ask: Ask,
  identity: Identity,
  regions: readonly string[],
): Promise<void> {
  await Promise.all([
    collectWatchingServices(ask, regions),
    import("./organizations.ts").then(({ collectOrganization }) =>
      collectOrganization(ask, identity),
    ),
    import("./iam.ts").then(({ collectPrincipals }) => collectPrincipals(ask, identity.partition)),
  ]);
}

async function collectWatchingServices(ask: Ask, regions: readonly string[]): Promise<void> {
  const [guardduty, config, securityhub, eventbridge] = await Promise.all([
    import("./guardduty.ts"),
    import("./config-service.ts"),
    import("./securityhub.ts"),
    import("./eventbridge.ts"),
  ]);
  await Promise.all(
    regions.map((region) =>
      Promise.all([
        guardduty.collectDetectors(ask, region),
        config.collectConfigurationRecorders(ask, region),
        securityhub.collectHub(ask, region),
        eventbridge.collectEventRules(ask, region),
      ]),
    ),
  );
}
