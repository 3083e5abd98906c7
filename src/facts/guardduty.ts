import { from } from "../model/facts/provenance.ts";
import type { GuardDuty } from "../model/facts/region.ts";
import type { JsonObject } from "../model/json.ts";
import { present } from "../model/present.ts";
import { type Fact, isUnknown, type Source } from "../model/unknown.ts";
import { notReturned, read, type Told, toldBy } from "./calls.ts";
import type { Context } from "./context.ts";
import { readPages } from "./pages.ts";
import { listed, object, text, texts } from "./read.ts";

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
    const s3Protection = unseen;
    return from<GuardDuty>({ "*": source }, present({ exists, isEnabled: exists, s3Protection }));
  }
  const detector = read<JsonObject>(
    calls,
    { service, operation: "GetDetector", region, matches: ({ DetectorId }) => DetectorId === id },
    { value: (output) => output },
  );
  return from<GuardDuty>(
    { "*": detector.source, members: { exists: source } },
    present({ exists: true, ...detectorFacts(detector) }),
  );
}

function detectorFacts({ fact, source }: Told<JsonObject>) {
  if (isUnknown(fact)) return { isEnabled: fact, s3Protection: fact };
  const status = text(fact, "Status");
  return {
    isEnabled: status === undefined ? notReturned(source) : status === "ENABLED",
    s3Protection: s3ProtectionOf(fact, source),
  };
}

/** Older answers describe it as a data source alone. */
function s3ProtectionOf(detector: JsonObject, source: Source): Fact<string> | undefined {
  const features = listed(detector, "Features");
  const feature = features?.find((one) => text(one, "Name") === "S3_DATA_EVENTS");
  const s3Logs = object(object(detector, "DataSources"), "S3Logs");
  const status = text(feature ?? s3Logs, "Status");
  const isAbsent = features !== undefined && feature === undefined && s3Logs === undefined;
  return status ?? (isAbsent ? undefined : notReturned(source));
}
