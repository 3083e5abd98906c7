import { groupedBy } from "../../model/grouped-by.ts";
import { isObject } from "../../model/json.ts";
import type { AccountLine, AccountRecording, CallLine } from "../../model/recording.ts";
import type { Change } from "../declaration.ts";
import { identityOf } from "../identity.ts";
import type { Lifted } from "../lift.ts";
import { deliveringAsBefore } from "./deliveries.ts";
import { isList, itemsOf, withoutItems, withoutThing } from "./lists.ts";
import { overlaid, saysNothing } from "./overlay.ts";
import { endings } from "./removed.ts";
import { askedOf } from "./same-call.ts";

/**
 * What AWS would answer about a recorded account once a change is applied to it: what the change
 * declares in place of what was there, without what it takes away, and the rest as it was recorded.
 * Pure.
 */
export function after(
  { account, calls, status }: AccountRecording,
  change: Change,
  { recording }: Lifted,
): AccountRecording {
  const left = removeFrom(calls, change, recording.account);
  const names = namesOfKeys(left);
  const lifted = recording.calls.flatMap((call) => [call, ...byOtherNames(call, names)]).map(ask);
  const recorded = left.map(ask);
  const earlier = new Map(recorded.map(({ asked, call }) => [asked, call]));
  const listed = lifted.filter(({ call }) => isList(call));
  const single = lifted.filter(({ call }) => !isList(call) && !saysNothing(call));
  const goesOn = deliveringAsBefore(calls, recording.calls);
  const gone = new Set(
    [...single, ...listed.filter(({ call }) => call.endsList)].map(({ asked }) => asked),
  );
  const items = groupedBy(
    listed.flatMap(({ asked, call }) => itemsOf(call).map((item) => ({ asked, item }))),
    ({ asked }) => asked,
  );
  const kept = recorded
    .filter(({ asked }) => !gone.has(asked))
    .map(({ asked, call }) =>
      withoutItems(call, new Set(items.get(asked)?.map(({ item }) => item))),
    );
  return {
    account,
    status,
    calls: [
      ...kept,
      ...listed.map(({ call }) => call),
      ...single.map(({ asked, call }) => overlaid(earlier.get(asked), call, goesOn(call))),
    ],
  };
}

const ask = (call: CallLine) => ({ asked: askedOf(call), call });

/** Without what the change takes away, and what follows for the answers that speak of it. */
function removeFrom(
  calls: readonly CallLine[],
  change: Change,
  { account, partition }: AccountLine,
): readonly CallLine[] {
  return change.removed.reduce<readonly CallLine[]>((left, removed) => {
    const { region, type, properties } = removed;
    const thing = { ...identityOf(removed, { account, partition, region }), properties, region };
    const ending = endings[type];
    return left.flatMap((call): CallLine[] => {
      if (ending?.service !== call.service) return [withoutThing(call, type, thing)];
      const ended = ending.end(thing, call);
      return ended === undefined ? [] : [ended];
    });
  }, calls);
}

/** By a key's ARN, the other names that it was asked by: a recorded trail may name its alias. */
function namesOfKeys(recorded: readonly CallLine[]): ReadonlyMap<unknown, readonly CallLine[]> {
  const described = recorded.filter(({ operation }) => operation === "DescribeKey");
  return groupedBy(described, ({ output }) => {
    const metadata = output?.["KeyMetadata"];
    return isObject(metadata) ? metadata["Arn"] : undefined;
  });
}

/** The answers under a key's other names change as well. */
function byOtherNames(
  lifted: CallLine,
  names: ReadonlyMap<unknown, readonly CallLine[]>,
): readonly CallLine[] {
  const { service, input } = lifted;
  if (service !== "kms" || input["KeyId"] === undefined) return [];
  const others = names.get(input["KeyId"]) ?? [];
  return others
    .filter((call) => call.input["KeyId"] !== input["KeyId"])
    .map((call) => ({ ...lifted, input: call.input }));
}
