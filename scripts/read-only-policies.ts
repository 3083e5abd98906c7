import type { Operation } from "../src/aws/operation.ts";
import { actionsOf } from "./permissions-pages.ts";

/** Says where a template comes from. */
export const generated =
  "Generated from the calls that the collector makes; `npm run generate` writes it.";

/** What a CloudFormation role may do: what the collector calls, and nothing else. */
export const readOnlyPolicies = (operations: readonly Operation<object, object>[]): string =>
  `      Policies:
        - PolicyName: TrailwardenReadOnly
          PolicyDocument:
            Version: "2012-10-17"
            Statement:
              - Sid: TrailwardenReadOnly
                Effect: Allow
                Resource: "*"
                Action:
${actionsOf(operations)
  .map((action) => `                  - ${action}`)
  .join("\n")}`;
