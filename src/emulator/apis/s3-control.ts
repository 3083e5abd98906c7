import { GetPublicAccessBlock$, S3ControlClient } from "@aws-sdk/client-s3-control";
import { AwsFault } from "../aws-fault.ts";
import { accountOf } from "../lookup.ts";
import { emulate } from "../service.ts";

export const s3Control = emulate({
  name: "s3-control",
  signingName: "s3",
  Client: S3ControlClient,
  operations: [
    [
      GetPublicAccessBlock$,
      ({ AccountId }, { account }, world) => {
        if (AccountId !== account)
          throw new AwsFault("AccessDenied", "Access Denied", { status: 403 });
        const block = accountOf(world, account)?.publicAccessBlock;
        if (block !== undefined) return { PublicAccessBlockConfiguration: block };
        throw new AwsFault(
          "NoSuchPublicAccessBlockConfiguration",
          "The public access block configuration was not found",
          { status: 404 },
        );
      },
    ],
  ],
});
