import type {
  ConfigurationRecorder,
  DeliveryChannel,
} from "../model/facts/configuration-recorder.ts";
import { from } from "../model/facts/provenance.ts";
import type { JsonObject } from "../model/json.ts";
import { present } from "../model/present.ts";
import { type Fact, isUnknown, type Listing, type Source } from "../model/unknown.ts";
import { notReturned, read } from "./calls.ts";
import type { Context } from "./context.ts";
import { readPages } from "./pages.ts";
import { flag, listed, object, text } from "./read.ts";

const service = "config-service";

export const deliveryChannels = ({ calls }: Context, region: string): Listing<DeliveryChannel> =>
  readPages(calls, { service, operation: "DescribeDeliveryChannels", region }, (output, source) =>
    listed(output, "DeliveryChannels")?.map((channel) =>
      from<DeliveryChannel>(
        { "*": source },
        present({
          name: text(channel, "name") ?? "",
          s3BucketName: text(channel, "s3BucketName"),
        }),
      ),
    ),
  );

export const configurationRecorders = (
  context: Context,
  region: string,
): Listing<ConfigurationRecorder> =>
  readPages(
    context.calls,
    { service, operation: "DescribeConfigurationRecorders", region },
    (output, source) =>
      listed(output, "ConfigurationRecorders")?.map((recorder) =>
        recorderFacts(context, recorder, source),
      ),
  );

function recorderFacts(
  context: Context,
  recorder: JsonObject,
  source: Source,
): ConfigurationRecorder {
  const name = text(recorder, "name") ?? "";
  const status = statusOf(context, name, source.region);
  const group = object(recorder, "recordingGroup");
  const recorded = (member: string): Fact<boolean> => flag(group, member) ?? notReturned(source);
  return from<ConfigurationRecorder>(
    { "*": source, members: { isRecording: status.source, lastStatus: status.source } },
    present({
      name,
      roleArn: text(recorder, "roleARN"),
      recordsAllSupportedTypes: recorded("allSupported"),
      includesGlobalResourceTypes: recorded("includeGlobalResourceTypes"),
      isRecording: status.isRecording,
      lastStatus: status.lastStatus,
    }),
  );
}

function statusOf({ calls }: Context, name: string, region: string) {
  const { fact, source } = read<JsonObject>(
    calls,
    { service, operation: "DescribeConfigurationRecorderStatus", region },
    {
      value: (output) =>
        listed(output, "ConfigurationRecordersStatus")?.find((one) => text(one, "name") === name),
    },
  );
  if (isUnknown(fact)) return { isRecording: fact, lastStatus: fact, source };
  return {
    source,
    isRecording: flag(fact, "recording") ?? notReturned(source),
    // The API's reference spells them Success, its answers SUCCESS.
    lastStatus: text(fact, "lastStatus")?.toUpperCase() ?? notReturned(source),
  };
}
