import type { Operation } from "../src/aws/operation.ts";
import { generated, readOnlyPolicies } from "./read-only-policies.ts";

/**
 * The role that a run over many accounts enters, for a StackSet that puts it into every member.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-enable-trusted-access.html
 */
export function stackSetRole(operations: readonly Operation<object, object>[]): string {
  return `# ${generated}
# For a StackSet with service-managed permissions; docs/organization.md says how it is used.
AWSTemplateFormatVersion: "2010-09-09"
Description: A role that reads what Trailwarden needs, in every account of an organization.
Parameters:
  CallerArn:
    Type: String
    Description: The role or user that runs Trailwarden, arn:aws:iam::ACCOUNT:role/NAME
    AllowedPattern: ^arn:aws[a-z-]*:iam::[0-9]{12}:(role|user)/[^*]+$
  OrganizationId:
    Type: String
    Description: The caller has to be in this organization
    AllowedPattern: ^o-[a-z0-9]{10,32}$
  RoleName:
    Type: String
    Description: The same in every account, for --role
    Default: Trailwarden
    AllowedPattern: ^[A-Za-z0-9_+=,.@-]{1,64}$
  ExternalId:
    Type: String
    Description: What --external-id has to give; empty asks for none
    Default: ""
Conditions:
  AsksForExternalId: !Not [!Equals [!Ref ExternalId, ""]]
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      RoleName: !Ref RoleName
      Description: Read-only, for trailwarden check and trailwarden collect
      MaxSessionDuration: 3600
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Action: sts:AssumeRole
            Principal:
              AWS: !Ref CallerArn
            Condition:
              StringEquals:
                aws:PrincipalOrgID: !Ref OrganizationId
                sts:ExternalId: !If [AsksForExternalId, !Ref ExternalId, !Ref AWS::NoValue]
          # For --source-identity.
          - Effect: Allow
            Action: sts:SetSourceIdentity
            Principal:
              AWS: !Ref CallerArn
            Condition:
              StringEquals:
                aws:PrincipalOrgID: !Ref OrganizationId
${readOnlyPolicies(operations)}
`;
}
