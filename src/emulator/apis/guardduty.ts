import { GetDetector$, GuardDutyClient, ListDetectors$ } from "@aws-sdk/client-guardduty";
import { AwsFault } from "../aws-fault.ts";
import { accountOf } from "../lookup.ts";
import { type Caller, emulate } from "../service.ts";
import type { World } from "../world.ts";

const detectorsOf = (world: World, { account, region }: Caller) =>
  (accountOf(world, account)?.detectors ?? []).filter((detector) => detector.region === region);

/** https://docs.aws.amazon.com/guardduty/latest/APIReference/API_Operations.html */
export const guardduty = emulate({
  name: "guardduty",
  signingName: "guardduty",
  Client: GuardDutyClient,
  operations: [
    [
      ListDetectors$,
      (_input, caller, world) => ({ DetectorIds: detectorsOf(world, caller).map(({ id }) => id) }),
    ],
    [
      GetDetector$,
      ({ DetectorId }, caller, world) => {
        const found = detectorsOf(world, caller).find(({ id }) => id === DetectorId);
        if (found !== undefined) return found.detector;
        throw new AwsFault(
          "BadRequestException",
          "The request is rejected because the input detectorId is not owned by the current account.",
        );
      },
    ],
  ],
});
