import { AccountClient, ListRegions$ } from "@aws-sdk/client-account";
import { accountOf } from "../lookup.ts";
import { emulate } from "../service.ts";

/** https://docs.aws.amazon.com/accounts/latest/reference/API_ListRegions.html */
export const account = emulate({
  name: "account",
  signingName: "account",
  Client: AccountClient,
  operations: [
    [
      ListRegions$,
      ({ RegionOptStatusContains }, caller, world) => {
        const wanted = RegionOptStatusContains as readonly string[] | undefined;
        const regions = accountOf(world, caller.account)?.regions ?? [];
        return {
          Regions: regions
            .filter(({ optStatus }) => wanted?.includes(optStatus) ?? true)
            .map(({ name, optStatus }) => ({ RegionName: name, RegionOptStatus: optStatus })),
        };
      },
    ],
  ],
});
