import { scopeNames } from "../model/scope.ts";
import { formatNames } from "../report/format-names.ts";
import { awsAccess } from "./aws-options.ts";
import type { CommandDescription, OptionDescription } from "./description.ts";

// Help, docs/cli.md and the parser all come from here.

const policyChoice: readonly OptionDescription[] = [
  {
    flags: "--pack <id>",
    says: "judge by this pack (default: aws-best-practices; all: every policy)",
    isRepeatable: true,
  },
  { flags: "--policy <id>", says: "judge by this policy", isRepeatable: true },
  {
    flags: "--policies <dir>",
    says: "load policies of your own from this folder",
    isRepeatable: true,
  },
];

const scopeOption: OptionDescription = {
  flags: "--scope <scope>",
  says: "what is judged, each by itself",
  choices: scopeNames,
  default: "account",
};

const outputs: readonly OptionDescription[] = [
  {
    flags: "--format <format>",
    says: "write this format to standard output",
    choices: formatNames,
    default: "text",
  },
  { flags: "--output <format=path>", says: "also write this format to a file", isRepeatable: true },
];

export const descriptions: readonly CommandDescription[] = [
  {
    name: "check",
    summary: "judge AWS accounts, a recording, a Terraform plan or a CloudFormation template",
    arguments: [
      {
        name: "target",
        says: "a recording, a Terraform plan as JSON or a CloudFormation template; without it, AWS is read live",
        isOptional: true,
      },
    ],
    options: [
      ...policyChoice,
      ...outputs,
      {
        flags: "--fail-on <severity>",
        says: "fail at this severity or above (default: low)",
        choices: ["critical", "high", "medium", "low", "never"],
      },
      {
        flags: "--config <file>",
        says: "what to judge by, and waivers (default: trailwarden.yaml)",
      },
      {
        flags: "--baseline <result>",
        says: "fail only for what is new or worse since this result (format json)",
      },
      {
        flags: "--against <recording>",
        says: "judge this account as the Terraform plan will leave it, and tell what that changes",
      },
      {
        flags: "--parameter <name=value>",
        says: "a parameter of the CloudFormation template, or AWS::AccountId",
        isRepeatable: true,
      },
      { flags: "--print-config", says: "show what is judged by and where each value is from" },
      { flags: "--allow-unknown", says: "pass even if something could not be seen" },
      { flags: "--as-of <time>", says: "judge as of this ISO time instead of the recording's" },
      { flags: "--save-recording <file>", says: "keep what AWS said" },
      ...awsAccess,
    ],
    examples: [
      "trailwarden check",
      "trailwarden check account.ndjson.gz --pack cis-aws-5.0 --fail-on high",
      "trailwarden check --output html=report.html --output asff=findings.json",
      "trailwarden check --org --role Audit --save-recording organization.ndjson.gz",
    ],
    load: () => import("./commands/check.ts"),
  },
  {
    name: "collect",
    summary: "record what AWS says of accounts, read-only",
    options: [
      { flags: "-o, --out <file>", says: "the recording to write, FILE.ndjson or FILE.ndjson.gz" },
      { flags: "--resume <file>", says: "continue an interrupted recording" },
      { flags: "--config <file>", says: "which accounts to record (default: trailwarden.yaml)" },
      ...awsAccess,
    ],
    examples: [
      "trailwarden collect -o account.ndjson.gz",
      "trailwarden collect -o organization.ndjson.gz --org --exclude ou-ab12-sandbox1 --role Audit",
      "trailwarden collect --resume account.ndjson.gz",
    ],
    load: () => import("./commands/collect.ts"),
  },
  {
    name: "render",
    summary: "write a stored result in another format",
    arguments: [{ name: "result", says: "a result in the format json" }],
    options: outputs,
    examples: ["trailwarden render result.json --output html=report.html"],
    load: () => import("./commands/render.ts"),
  },
  {
    name: "diff",
    summary: "what changed between two results, or two recordings",
    arguments: [
      { name: "old", says: "a result in the format json, or a recording" },
      { name: "new", says: "another, later one" },
    ],
    options: [
      {
        flags: "--format <format>",
        says: "write this format to standard output",
        choices: ["text", "markdown", "json"],
        default: "text",
      },
      ...policyChoice.map((option) => ({ ...option, says: `${option.says}; for recordings` })),
      { flags: "--config <file>", says: "parameters of policies; for recordings" },
      { flags: "--allow-unknown", says: "pass even if something could not be seen" },
    ],
    examples: [
      "trailwarden diff last-week.json today.json",
      "trailwarden diff before.ndjson.gz after.ndjson.gz --pack cis-aws-5.0 --format markdown",
    ],
    load: () => import("./commands/diff.ts"),
  },
  {
    name: "publish securityhub",
    summary: "bring AWS Security Hub to what a stored result says",
    arguments: [{ name: "result", says: "a result in the format json" }],
    options: [
      { flags: "--dry-run", says: "show what would change, and send nothing" },
      {
        flags: "--region <region>",
        says: "publish only to the hub of this Region",
        isRepeatable: true,
      },
      { flags: "--role <name>", says: "assume the role of this name in accounts not one's own" },
      { flags: "--external-id <id>", says: "external id for the role" },
      {
        flags: "--format <format>",
        says: "write this format to standard output",
        choices: ["text", "json"],
        default: "text",
      },
    ],
    examples: [
      "trailwarden publish securityhub result.json --dry-run",
      "trailwarden publish securityhub result.json",
      "trailwarden publish securityhub result.json --region eu-west-1 --role Audit",
    ],
    load: () => import("./commands/publish-securityhub.ts"),
  },
  {
    name: "explain",
    summary: "what a policy means, why it failed, what would fix it",
    arguments: [
      { name: "policy", says: "id of the policy" },
      {
        name: "result",
        says: "a result in the format json, to explain its findings",
        isOptional: true,
      },
    ],
    options: policyChoice.filter(({ flags }) => flags.startsWith("--policies")),
    examples: ["trailwarden explain trail-log-validation result.json"],
    load: () => import("./commands/explain.ts"),
  },
  {
    name: "policies list",
    summary: "list policies, or a pack's requirements and the policies that answer them",
    options: [
      ...policyChoice.filter(({ flags }) => !flags.startsWith("--policy ")),
      { flags: "--json", says: "as JSON" },
    ],
    examples: ["trailwarden policies list", "trailwarden policies list --pack cis-aws-5.0"],
    load: () => import("./commands/policies-list.ts"),
  },
  {
    name: "policies show",
    summary: "show a policy in full",
    arguments: [{ name: "policy", says: "id of the policy" }],
    options: [
      ...policyChoice.filter(({ flags }) => flags.startsWith("--policies")),
      { flags: "--json", says: "as JSON" },
    ],
    examples: ["trailwarden policies show trail-log-validation"],
    load: () => import("./commands/policies-show.ts"),
  },
  {
    name: "policies test",
    summary: "run the cases inside policies",
    arguments: [
      { name: "dir", says: "folder of policies; without it, the built-in ones", isOptional: true },
    ],
    options: [
      {
        flags: "--mutate",
        says: "also change one fact at a time of a compliant account: policies must notice",
      },
      { flags: "--watch", says: "run again whenever a file of the folder changes" },
      { flags: "--update", says: "make what comes out the expectation of the cases" },
    ],
    examples: [
      "trailwarden policies test",
      "trailwarden policies test my-policies",
      "trailwarden policies test my-policies --mutate",
      "trailwarden policies test my-policies --watch",
    ],
    load: () => import("./commands/policies-test.ts"),
  },
  {
    name: "policies lint",
    summary: "find every mistake in policy files",
    arguments: [{ name: "dir", says: "folder of policies" }],
    examples: ["trailwarden policies lint my-policies"],
    load: () => import("./commands/policies-lint.ts"),
  },
  {
    name: "policies new",
    summary: "write a policy to begin with, with its cases",
    arguments: [{ name: "id", says: "id of the policy, and name of its file" }],
    options: [
      { ...scopeOption, default: "trail" },
      { flags: "--dir <dir>", says: "folder for the file", default: "policies" },
    ],
    examples: ["trailwarden policies new bucket-in-europe --scope bucket --dir my-policies"],
    load: () => import("./commands/policies-new.ts"),
  },
  {
    name: "policies facts",
    summary: "list the facts that policies can read",
    arguments: [
      {
        name: "name",
        says: "a noun (trail), a path (trail.bucket) or the beginning of a name (kms)",
        isOptional: true,
      },
    ],
    options: [{ flags: "--json", says: "as JSON" }],
    examples: [
      "trailwarden policies facts",
      "trailwarden policies facts trail.bucket",
      "trailwarden policies facts kms",
    ],
    load: () => import("./commands/policies-facts.ts"),
  },
  {
    name: "policies eval",
    summary: "try an expression on the facts of a recording",
    arguments: [
      { name: "expression", says: "a CEL expression, as in the pass field of a policy" },
      { name: "recording", says: "a recording of an account" },
    ],
    options: [scopeOption],
    examples: [
      "trailwarden policies eval 'size(account.trails)' account.ndjson.gz",
      "trailwarden policies eval 'trail.isLogging' account.ndjson.gz --scope trail",
    ],
    load: () => import("./commands/policies-eval.ts"),
  },
  {
    name: "init",
    summary: "write a commented trailwarden.yaml",
    examples: ["trailwarden init"],
    load: () => import("./commands/init.ts"),
  },
  {
    name: "demo",
    summary: "the whole job against an embedded AWS, no account needed",
    arguments: [
      { name: "dir", says: "folder for the files (default: trailwarden-demo)", isOptional: true },
    ],
    examples: ["trailwarden demo"],
    load: () => import("./commands/demo.ts"),
  },
];
