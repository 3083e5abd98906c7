import type { OrganizationState, ServiceControlPolicyState } from "../world.ts";

/** A policy that keeps members' hands off every trail, attached to the root. */
export const buildTrailProtection = (
  given: Partial<ServiceControlPolicyState> = {},
): ServiceControlPolicyState => ({
  id: "p-trails",
  name: "protect-trails",
  content: JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Deny",
        Action: [
          ...["cloudtrail:StopLogging", "cloudtrail:DeleteTrail"],
          ...["cloudtrail:UpdateTrail", "cloudtrail:PutEventSelectors"],
        ],
        Resource: "*",
        Condition: { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/Platform" } },
      },
    ],
  }),
  targets: [
    {
      TargetId: "r-0001",
      Arn: "arn:aws:organizations::111111111111:root/o-exampleorg/r-0001",
      Name: "Root",
      Type: "ROOT",
    },
  ],
  ...given,
});

export const buildOrganization = (
  given: Partial<OrganizationState> & { readonly managementAccount: string },
): OrganizationState => ({
  members: [],
  serviceControlPolicies: [buildTrailProtection()],
  ...given,
});
