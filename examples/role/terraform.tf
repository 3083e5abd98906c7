# Generated from the calls that the collector makes; `npm run generate` writes it.

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
      variable = "${var.host}:aud"
      values   = [var.audience]
    }

    condition {
      test     = "StringEquals"
      variable = "${var.host}:sub"
      values   = [var.subject]
    }
  }
}

data "aws_iam_policy_document" "read_only" {
  statement {
    sid       = "TrailwardenReadOnly"
    resources = ["*"]
    actions = [
      "account:ListRegions",
      "cloudtrail:DescribeTrails",
      "cloudtrail:GetEventConfiguration",
      "cloudtrail:GetEventDataStore",
      "cloudtrail:GetEventSelectors",
      "cloudtrail:GetInsightSelectors",
      "cloudtrail:GetResourcePolicy",
      "cloudtrail:GetTrailStatus",
      "cloudtrail:ListEventDataStores",
      "cloudtrail:ListTags",
      "cloudwatch:DescribeAlarms",
      "config:DescribeConfigurationRecorderStatus",
      "config:DescribeConfigurationRecorders",
      "config:DescribeDeliveryChannels",
      "ec2:DescribeRegions",
      "events:ListRules",
      "events:ListTargetsByRule",
      "guardduty:GetDetector",
      "guardduty:ListDetectors",
      "iam:GetAccountAuthorizationDetails",
      "iam:GetPolicy",
      "iam:GetPolicyVersion",
      "iam:GetRole",
      "iam:GetRolePolicy",
      "iam:ListAttachedRolePolicies",
      "iam:ListEntitiesForPolicy",
      "iam:ListRolePolicies",
      "kms:DescribeKey",
      "kms:GetKeyPolicy",
      "kms:GetKeyRotationStatus",
      "kms:ListAliases",
      "logs:DescribeLogGroups",
      "logs:DescribeMetricFilters",
      "organizations:DescribeOrganization",
      "organizations:DescribePolicy",
      "organizations:ListAWSServiceAccessForOrganization",
      "organizations:ListAccounts",
      "organizations:ListAccountsForParent",
      "organizations:ListDelegatedAdministrators",
      "organizations:ListOrganizationalUnitsForParent",
      "organizations:ListPolicies",
      "organizations:ListTargetsForPolicy",
      "s3:GetAccountPublicAccessBlock",
      "s3:GetBucketAcl",
      "s3:GetBucketLocation",
      "s3:GetBucketLogging",
      "s3:GetBucketObjectLockConfiguration",
      "s3:GetBucketOwnershipControls",
      "s3:GetBucketPolicy",
      "s3:GetBucketPolicyStatus",
      "s3:GetBucketPublicAccessBlock",
      "s3:GetBucketRequestPayment",
      "s3:GetBucketVersioning",
      "s3:GetEncryptionConfiguration",
      "s3:GetLifecycleConfiguration",
      "s3:GetReplicationConfiguration",
      "s3:ListBucket",
      "securityhub:DescribeHub",
      "sns:GetTopicAttributes",
      "sns:ListSubscriptionsByTopic",
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
