import { parseArn } from "../model/arn.ts";
import type { Account } from "../model/facts/account.ts";
import { from } from "../model/facts/provenance.ts";
import type { Region, SecurityHub } from "../model/facts/region.ts";
import { saysNotSubscribed } from "../model/not-subscribed.ts";
import { present } from "../model/present.ts";
import { isUnknown, type Source, type Unknown } from "../model/unknown.ts";
import { type Calls, notAsked, read, type Told, toldBy } from "./calls.ts";
import { configurationRecorders, deliveryChannels } from "./configuration-recorder.ts";
import type { Context } from "./context.ts";
import { guardDutyFacts } from "./guardduty.ts";
import { listed, text } from "./read.ts";

/** An enabled Region, as `source` lists it, with what watches in it. */
export function regionFacts(
  context: Context,
  name: string,
  { source, eventRules }: { readonly source: Source; readonly eventRules: Region["eventRules"] },
): Region {
  const trails = trailCount(context, name);
  const told = (service: string, operation: string): Source =>
    toldBy(context.calls, { service, operation, region: name });
  return from<Region>(
    {
      members: {
        name: source,
        trailCount: trails.source,
        configurationRecorders: told("config-service", "DescribeConfigurationRecorders"),
        deliveryChannels: told("config-service", "DescribeDeliveryChannels"),
        eventRules: told("eventbridge", "ListRules"),
      },
    },
    {
      name,
      guardDuty: guardDutyFacts(context, name),
      configurationRecorders: configurationRecorders(context, name),
      deliveryChannels: deliveryChannels(context, name),
      securityHub: securityHubFacts(context, name),
      eventRules,
      trailCount: trails.fact,
    },
  );
}

/** Regions that were left out on request may hold anything. */
export const regionsSkipped = ({ account }: Context): Account["regions"]["$unseen"] => [
  ...(account.regionsSkipped ?? []).map((region) => ({
    $unknown: "not-requested" as const,
    detail: `in ${region}`,
  })),
  ...(account.undeclared === undefined
    ? []
    : [{ $unknown: "undeclared", detail: account.undeclared } as const]),
];

/** Why no Region of an account is known. */
export function unknownRegions(calls: Calls): Unknown {
  const wanted = { service: "account", operation: "ListRegions" };
  const { fact } = read<never>(calls, wanted, { value: () => undefined });
  return fact;
}

/** As the Region lists them, and as a change adds to that. */
function trailCount({ calls, account }: Context, region: string): Told<number> {
  const { undeclared } = account;
  const wanted = { service: "cloudtrail", operation: "DescribeTrails", region };
  const told = read(calls, wanted, {
    value: (output) => listed(output, "trailList")?.length,
  });
  if (undeclared !== undefined) {
    return { ...told, fact: { $unknown: "undeclared", detail: undeclared } };
  }
  const answers = calls.lastAndDeclared(wanted);
  if (!answers.some(({ isDeclared }) => isDeclared)) return told;
  const counts = answers.map(({ output }) => output?.["trailList"]);
  const isListed = answers.some(({ isDeclared }) => !isDeclared) && counts.every(Array.isArray);
  const all = counts.flat().length;
  return { ...told, fact: isListed ? all : notAsked(calls, told.source) };
}

function securityHubFacts({ calls }: Context, region: string): SecurityHub {
  const wanted = { service: "securityhub", operation: "DescribeHub", region };
  const answer = calls.one(wanted);
  if (answer?.error && saysNotSubscribed(answer.error)) {
    return from<SecurityHub>({ "*": answer.source }, { isEnabled: false });
  }
  const { fact, source } = read(calls, wanted, {
    value: (output) => (parseArn(text(output, "HubArn") ?? "") ? output : undefined),
    errors: { ResourceNotFoundException: {} },
  });
  if (isUnknown(fact)) return from<SecurityHub>({ "*": source }, { isEnabled: fact });
  return from<SecurityHub>(
    { "*": source },
    present({
      isEnabled: text(fact, "HubArn") !== undefined,
      hubArn: text(fact, "HubArn"),
      subscribedAt: text(fact, "SubscribedAt"),
    }),
  );
}
