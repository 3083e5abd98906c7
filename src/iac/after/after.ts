import type { AccountRecording, CallLine } from "../../model/recording.ts";
import { liftingOf } from "../answers/lifting.ts";
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
  const left = removeFrom(calls, change);
  const lifted = recording.calls.flatMap((call) => [call, ...byOtherNames(call, left)]);
  const recorded = new Map(left.map((call) => [askedOf(call), call]));
  const declared = listedIn(lifted);
  const single = lifted.filter((call) => !isList(call) && !saysNothing(call));
  const goesOn = deliveringAsBefore(calls, lifted);
  const replaced = new Set(single.map(askedOf));
  const begunAnew = new Set(lifted.filter(({ endsList }) => endsList).map(askedOf));
  const kept = left
    .filter((call) => !replaced.has(askedOf(call)) && !begunAnew.has(askedOf(call)))
    .map((call) => withoutItems(call, declared.get(askedOf(call)) ?? new Set()));
  return {
    account,
    status,
    calls: [
      ...kept,
      ...lifted.filter(isList),
      ...single.map((call) => overlaid(recorded.get(askedOf(call)), call, goesOn(call))),
    ],
  };
}

/** The items that each list gets anew. */
function listedIn(calls: readonly CallLine[]): ReadonlyMap<string, ReadonlySet<string>> {
  const listed = new Map<string, Set<string>>();
  for (const call of calls.filter(isList)) {
    const items = listed.get(askedOf(call)) ?? new Set();
    for (const item of itemsOf(call)) items.add(item);
    listed.set(askedOf(call), items);
  }
  return listed;
}

/** Without what the change takes away, and what follows for the answers that speak of it. */
function removeFrom(calls: readonly CallLine[], change: Change): readonly CallLine[] {
  const { account, partition } = liftingOf(change);
  return change.removed.reduce<readonly CallLine[]>((left, removed) => {
    const { region, type } = removed;
    const { properties } = removed;
    const thing = { ...identityOf(removed, { account, partition, region }), properties, region };
    const ending = endings[type];
    return left.flatMap((call): CallLine[] => {
      if (ending?.service !== call.service) return [withoutThing(call, type, thing)];
      const ended = ending.end(thing, call);
      return ended === undefined ? [] : [ended];
    });
  }, calls);
}

/** A recorded trail may name a key by its alias: the answers under that name change as well. */
function byOtherNames(lifted: CallLine, recorded: readonly CallLine[]): readonly CallLine[] {
  const { service, input } = lifted;
  if (service !== "kms") return [];
  return recorded.flatMap((call) => {
    const metadata = call.output?.["KeyMetadata"];
    const isSame =
      call.operation === "DescribeKey" &&
      typeof metadata === "object" &&
      metadata !== null &&
      "Arn" in metadata &&
      metadata["Arn"] === input["KeyId"] &&
      call.input["KeyId"] !== input["KeyId"];
    return isSame ? [{ ...lifted, input: call.input }] : [];
  });
}
