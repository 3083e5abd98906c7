import { EventBridgeClient, ListRules$, ListTargetsByRule$ } from "@aws-sdk/client-eventbridge";
import { AwsFault } from "../aws-fault.ts";
import { accountOf, page } from "../lookup.ts";
import { type Caller, emulate } from "../service.ts";
import type { World } from "../world.ts";

const rulesOf = (world: World, { account, region }: Caller) =>
  (accountOf(world, account)?.eventRules ?? []).filter((one) => one.region === region);

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Operations.html */
export const eventbridge = emulate({
  name: "eventbridge",
  signingName: "events",
  Client: EventBridgeClient,
  operations: [
    [
      ListRules$,
      ({ NextToken, Limit }, caller, world) => {
        const rules = rulesOf(world, caller).map(({ rule }) => rule);
        const { items, next } = page(rules, NextToken, Number(Limit ?? 100));
        return { Rules: items, ...(next && { NextToken: next }) };
      },
    ],
    [
      ListTargetsByRule$,
      ({ Rule, NextToken, Limit }, caller, world) => {
        const found = rulesOf(world, caller).find(({ rule }) => rule["Name"] === Rule);
        if (found === undefined) {
          throw new AwsFault(
            "ResourceNotFoundException",
            `Rule ${String(Rule)} does not exist on EventBus default.`,
          );
        }
        const { items, next } = page(found.targets, NextToken, Number(Limit ?? 100));
        return { Targets: items, ...(next && { NextToken: next }) };
      },
    ],
  ],
});
