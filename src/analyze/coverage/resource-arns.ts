import { alphabets, type Shape, type Varying } from "./shape.ts";

/** Where an ARN stands. */
export interface Place {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

const accountId = (usual: string): Varying => ({
  alphabet: alphabets.digits,
  most: 12,
  usual,
  isWhole: (text) => text.length === 12,
});

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const bucketName: Varying = {
  alphabet: alphabets.bucket,
  most: 63,
  usual: "example-bucket",
  isWhole: (text) =>
    text.length >= 3 && /^[a-z0-9]/.test(text) && /[a-z0-9]$/.test(text) && !text.includes(".."),
};

const tail = (alphabet: string, usual: string, isAny = false): Shape["tail"] => ({
  alphabet,
  usual,
  isAny,
});

/** How the parts between the service and the resource go: `{r}` Region, `{a}` account. */
const patterns: { readonly [type: string]: readonly [head: string, usual: string] | undefined } = {
  "AWS::S3::AccessPoint": ["s3:{r}:{a}:accesspoint/", "example"],
  "AWS::Lambda::Function": ["lambda:{r}:{a}:function:", "example"],
  "AWS::DynamoDB::Table": ["dynamodb:{r}:{a}:table/", "example"],
  "AWS::DynamoDB::Stream": ["dynamodb:{r}:{a}:table/", "example/stream/2026-01-01T00"],
  "AWS::EC2::Snapshot": ["ec2:{r}::snapshot/", "snap-0a1b2c3d4e5f60718"],
  "AWS::SNS::Topic": ["sns:{r}:{a}:", "example"],
  "AWS::SQS::Queue": ["sqs:{r}:{a}:", "example"],
  "AWS::RDS::DBCluster": ["rds:{r}:{a}:cluster/", "example"],
  "AWS::Glue::Table": ["glue:{r}:{a}:table/", "example/example"],
  "AWS::Cognito::IdentityPool": ["cognito-identity:{r}:{a}:identitypool/", "example"],
  "AWS::Bedrock::AgentAlias": ["bedrock:{r}:{a}:agent-alias/", "EXAMPLE/EXAMPLE"],
  "AWS::Bedrock::KnowledgeBase": ["bedrock:{r}:{a}:knowledge-base/", "EXAMPLE"],
};

/** How the ARNs of a resource type look; undefined for a type whose ARNs are not known here. */
export function arnShape(type: string, place: Place): Shape | undefined {
  const { partition, region, account } = place;
  if (type === "AWS::S3::Object") {
    const parts = [`arn:${partition}:s3:::`, bucketName, "/"];
    return { parts, tail: tail(alphabets.path, "example-key", true), closing: "" };
  }
  const pattern = Object.hasOwn(patterns, type) ? patterns[type] : undefined;
  if (pattern === undefined) return undefined;
  const [head, usual] = pattern;
  const [before = "", after] = `arn:${partition}:${head}`.replace("{r}", region).split("{a}");
  const parts = after === undefined ? [before] : [before, accountId(account), after];
  return { parts, tail: tail(alphabets.path, usual), closing: "" };
}

/** Any ARN, for the types whose ARNs are not known here. */
export const anyArn = ({ partition, region, account }: Place): Shape => ({
  parts: [`arn:${partition}:`],
  tail: tail(alphabets.path, `service:${region}:${account}:example`, true),
  closing: "",
});

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
export const identityShapes = ({ partition, account }: Place): readonly Shape[] =>
  [
    [`arn:${partition}:iam::`, ":user/"],
    [`arn:${partition}:sts::`, ":assumed-role/"],
  ].map(([before = "", after = ""]) => ({
    parts: [before, accountId(account), after],
    tail: tail(alphabets.identity, "example"),
    closing: "",
  }));

export const eventSourceShape: Shape = {
  parts: [],
  tail: tail(alphabets.service, "another-service"),
  closing: ".amazonaws.com",
};

export const eventNameShape: Shape = {
  parts: [],
  tail: tail(alphabets.name, "AnotherCall"),
  closing: "",
};

export const vpcEndpointShape: Shape = {
  parts: ["vpce-"],
  tail: tail(alphabets.hex, "0a1b2c3d4e5f60718"),
  closing: "",
};
