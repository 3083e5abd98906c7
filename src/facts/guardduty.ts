import { from } from "../model/facts/provenance.ts";
import type { GuardDuty } from "../model/facts/region.ts";
import type { JsonObject } from "../model/json.ts";
import { type Fact, isUnknown } from "../model/unknown.ts";
import { notReturned, read, type Told, toldBy } from "./calls.ts";
import type { Context } from "./context.ts";
import { readPages } from "./pages.ts";
import { object, objects, text, texts } from "./read.ts";

const service = "guardduty";

/** A Region without detector has GuardDuty off; one whose detector is suspended, too. */
export function guardDutyFacts({ calls }: Context, region: string): GuardDuty {
  const wanted = { service, operation: "ListDetectors", region };
  const source = toldBy(calls, wanted);
  const { $items: ids, $unseen } = readPages(calls, wanted, (output) =>
    Array.isArray(output["DetectorIds"]) ? texts(output, "DetectorIds") : undefined,
  );
  const [id] = ids;
  if (id === undefined) {
    const [unseen] = $unseen;
    const exists: Fact<boolean> = unseen ?? false;
    return from<GuardDuty>({ "*": source }, { exists, isEnabled: exists, features: unseen ?? {} });
  }
  const detector = read<JsonObject>(
    calls,
    { service, operation: "GetDetector", region, matches: ({ DetectorId }) => DetectorId === id },
    { value: (output) => output },
  );
  return from<GuardDuty>(
    { "*": detector.source, members: { exists: source } },
    { exists: true, ...detectorFacts(detector) },
  );
}

function detectorFacts({
  fact,
  source,
}: Told<JsonObject>): Pick<GuardDuty, "isEnabled" | "features"> {
  if (isUnknown(fact)) return { isEnabled: fact, features: fact };
  const status = text(fact, "Status");
  return {
    isEnabled: status === undefined ? notReturned(source) : status === "ENABLED",
    features: featuresOf(fact) ?? notReturned(source),
  };
}

/** Older answers describe S3 Protection as a data source alone. */
function featuresOf(detector: JsonObject): { readonly [name: string]: string } | undefined {
  if (Array.isArray(detector["Features"])) {
    return Object.fromEntries(
      objects(detector, "Features").flatMap((feature) => {
        const name = text(feature, "Name");
        const status = text(feature, "Status");
        return name === undefined || status === undefined ? [] : [[name, status]];
      }),
    );
  }
  const status = text(object(object(detector, "DataSources"), "S3Logs"), "Status");
  return status === undefined ? undefined : { S3_DATA_EVENTS: status };
}
