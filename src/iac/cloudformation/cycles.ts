import type { JsonObject } from "../../model/json.ts";
import type { Spot } from "./mistakes.ts";
import { conditionNeeds, resourceNeeds } from "./needs.ts";
import type { Outline } from "./outline.ts";
import { cyclesIn } from "./walk.ts";

/**
 * Resources, and conditions, that need each other in a circle: CloudFormation refuses them. What stands in
 * an `Fn::If` may not be deployed, and is left out.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html
 */
export function cycleMistakes(
  { Resources, Conditions }: { readonly Resources: JsonObject; readonly Conditions: JsonObject },
  keys: Outline["keys"],
): readonly Spot[] {
  const cycles = [
    ...cyclesIn(Resources, resourceNeeds).map((ids) => ({ section: "Resources", ids })),
    ...cyclesIn(Conditions, conditionNeeds).map((ids) => ({ section: "Conditions", ids })),
  ];
  return cycles.map(({ section, ids }) => ({
    ...(keys.get(`${section}/${ids[0]}`) ?? { start: 0, end: 1 }),
    message: `${section.toLowerCase()} need each other in a circle: ${circle(ids)}`,
    help:
      section === "Resources"
        ? "One of them has to do without the other: a policy, for one, can be a resource of its own."
        : "One of them has to do without the other.",
  }));
}

const mostNamed = 8;

const circle = (ids: readonly string[]): string =>
  ids.length > mostNamed
    ? `${ids.slice(0, mostNamed).join(" → ")} → … → ${ids[0]}`
    : [...ids, ids[0]].join(" → ");
