import type { Operation } from "../src/aws/operation.ts";
import { actionsOf } from "./permissions-pages.ts";
import { generated, readOnlyPolicies } from "./read-only-policies.ts";

type Operations = readonly Operation<object, object>[];

/**
 * A role that a CI job assumes by OpenID Connect, with what the collector calls and nothing else.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html
 */
export function cloudFormationRole(operations: Operations): string {
  return `# ${generated}
# GitHub's host stands in the trust policy; for another CI, replace token.actions.githubusercontent.com.
AWSTemplateFormatVersion: "2010-09-09"
Description: A role that reads what Trailwarden needs, assumed by a CI job without stored keys.
Parameters:
  ProviderArn:
    Type: String
    Description: The account's OpenID Connect provider, arn:aws:iam::ACCOUNT:oidc-provider/HOST
    AllowedPattern: ^arn:aws[a-z-]*:iam::[0-9]{12}:oidc-provider/.+$
  Audience:
    Type: String
    Description: Who the token is for
    Default: sts.amazonaws.com
  Subject:
    Type: String
    Description: The one job that may assume the role, repo:OWNER/REPOSITORY:ref:refs/heads/main
    AllowedPattern: ^[^*?]+$
    ConstraintDescription: names one job, without wildcards
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      Description: Read-only, for trailwarden check and trailwarden collect
      MaxSessionDuration: 3600
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Action: sts:AssumeRoleWithWebIdentity
            Principal:
              Federated: !Ref ProviderArn
            Condition:
              StringEquals:
                token.actions.githubusercontent.com:aud: !Ref Audience
                token.actions.githubusercontent.com:sub: !Ref Subject
${readOnlyPolicies(operations)}
Outputs:
  RoleArn:
    Description: For the CI job
    Value: !GetAtt Role.Arn
`;
}

/** The same role for Terraform and OpenTofu; the host of the tokens is a variable. */
export function terraformRole(operations: Operations): string {
  const actions = actionsOf(operations).map((action) => `      "${action}",`);
  return `# ${generated}

variable "provider_arn" {
  description = "The account's OpenID Connect provider, arn:aws:iam::ACCOUNT:oidc-provider/HOST"
  type        = string
}

variable "host" {
  description = "The host of the provider, as in its ARN"
  type        = string
  default     = "token.actions.githubusercontent.com"
}

variable "audience" {
  description = "Who the token is for"
  type        = string
  default     = "sts.amazonaws.com"
}

variable "subject" {
  description = "The one job that may assume the role, repo:OWNER/REPOSITORY:ref:refs/heads/main"
  type        = string

  validation {
    condition     = length(regexall("[*?]", var.subject)) == 0
    error_message = "The subject names one job, without wildcards."
  }
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [var.provider_arn]
    }

    condition {
      test     = "StringEquals"
      variable = "\${var.host}:aud"
      values   = [var.audience]
    }

    condition {
      test     = "StringEquals"
      variable = "\${var.host}:sub"
      values   = [var.subject]
    }
  }
}

data "aws_iam_policy_document" "read_only" {
  statement {
    sid       = "TrailwardenReadOnly"
    resources = ["*"]
    actions = [
${actions.join("\n")}
    ]
  }
}

resource "aws_iam_role" "trailwarden" {
  name_prefix          = "trailwarden-"
  description          = "Read-only, for trailwarden check and trailwarden collect"
  max_session_duration = 3600
  assume_role_policy   = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "read_only" {
  name   = "TrailwardenReadOnly"
  role   = aws_iam_role.trailwarden.id
  policy = data.aws_iam_policy_document.read_only.json
}

output "role_arn" {
  description = "For the CI job"
  value       = aws_iam_role.trailwarden.arn
}
`;
}
