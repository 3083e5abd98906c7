/**
 * The six parts of an Amazon Resource Name.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  /** Empty for global resources. */
  readonly region: string;
  /** Empty for S3 buckets. */
  readonly account: string;
  readonly resource: string;
}

/** The parts of `text`, or undefined when it is not an ARN. */
export function parseArn(text: string): Arn | undefined {
  const [prefix, partition, service, region, account, ...resource] = text.split(":");
  if (prefix !== "arn" || !partition || !service || resource.length === 0) return undefined;
  return {
    partition,
    service,
    region: region ?? "",
    account: account ?? "",
    resource: resource.join(":"),
  };
}
