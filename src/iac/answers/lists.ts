import type { CallLine } from "../../model/recording.ts";
import { type Asked, answer, type Output, open } from "./answer.ts";
import type { Identified, Lifting } from "./lifting.ts";

/** Says that what the change makes has nothing in a list but the entries that the change declares. */
export function endOfList(
  lifting: Lifting,
  resource: Identified,
  asked: Asked,
  empty: Output,
): CallLine[] {
  return resource.isNew ? [{ ...answer(lifting, resource, asked, empty), endsList: true }] : [];
}

/** Pages for what may be in a list or not: it cannot be told which list it is for. */
export const perhapsListed = (
  lifting: Lifting,
  owner: Identified,
  asked: Asked,
  unsure: readonly Identified[],
): CallLine[] =>
  unsure.map((one) =>
    open(
      answer(lifting, { ...one, region: owner.region }, asked, {}),
      `whether ${one.address} is for ${owner.address}`,
    ),
  );
