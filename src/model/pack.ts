/** One requirement of a framework that CloudTrail has something to do with. */
export interface Requirement {
  readonly id: string;
  /** In our own words. */
  readonly title: string;
  /** The framework's profile, `L1` or `L2`, where it has any. */
  readonly level?: string;
  /** Whether the framework lets a tool answer it; a manual one keeps its verdict beside that word. */
  readonly assessment: "automated" | "manual";
  /** Who maps policies to it, where the pack has several sources. */
  readonly mappingSource?: string;
}

/**
 * A framework, or a selection of policies. It sets no parameters, so it cannot demand things that
 * exclude each other, as MFA delete and a lifecycle of the same bucket do.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiFactorAuthenticationDelete.html
 */
export interface Pack {
  readonly id: string;
  readonly title: string;
  readonly version?: string;
  readonly url?: string;
  /** Who maps policies to its requirements, where sources disagree. */
  readonly mappingSource?: string;
  /** Policies it selects beside those whose `controls` name it. */
  readonly policies?: readonly string[];
  readonly requirements: readonly Requirement[];
}
