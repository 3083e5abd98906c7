/** The name of a trail, which its ARN ends with. */
export const nameIn = (arn: string): string => arn.split("/").at(-1) ?? arn;

/** Regions by name while they are few: `us-east-1, us-east-2`, `17 Regions`. */
export const whereIn = (regions: readonly string[]): string =>
  regions.length > 3 ? `${regions.length} Regions` : regions.join(", ");
