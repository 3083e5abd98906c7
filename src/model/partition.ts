/** A part of AWS with accounts, Regions and ARNs of its own. */
export interface Partition {
  readonly id: string;
  /** Where its global services answer. */
  readonly leaderRegion: string;
  /**
   * Where CloudTrail records global service events, if AWS documents it.
   * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html
   */
  readonly globalEventsRegion?: string;
  /** Region names of the partition match this. */
  readonly regionPattern: RegExp;
}

const partitions: readonly Partition[] = [
  {
    id: "aws",
    leaderRegion: "us-east-1",
    globalEventsRegion: "us-east-1",
    regionPattern: /^(us|eu|ap|sa|ca|me|af|il|mx)-\w+-\d+$/,
  },
  { id: "aws-cn", leaderRegion: "cn-northwest-1", regionPattern: /^cn-\w+-\d+$/ },
  { id: "aws-us-gov", leaderRegion: "us-gov-west-1", regionPattern: /^us-gov-\w+-\d+$/ },
  { id: "aws-eusc", leaderRegion: "eusc-de-east-1", regionPattern: /^eusc-\w+-\w+-\d+$/ },
  { id: "aws-iso", leaderRegion: "us-iso-east-1", regionPattern: /^us-iso-\w+-\d+$/ },
  { id: "aws-iso-b", leaderRegion: "us-isob-east-1", regionPattern: /^us-isob-\w+-\d+$/ },
  { id: "aws-iso-e", leaderRegion: "eu-isoe-west-1", regionPattern: /^eu-isoe-\w+-\d+$/ },
  { id: "aws-iso-f", leaderRegion: "us-isof-south-1", regionPattern: /^us-isof-\w+-\d+$/ },
];

const commercial = partitions[0] as Partition;

/** The partition of that id; an unknown one is taken to be laid out like the commercial one. */
export const partitionById = (id: string): Partition =>
  partitions.find((partition) => partition.id === id) ?? { ...commercial, id };

/** The partition that a Region name belongs to; undefined when the name is no Region's. */
export const partitionOfRegion = (region: string): Partition | undefined =>
  partitions.find(({ regionPattern }) => regionPattern.test(region));

/** Whether this can be the name of a Region, in partitions that are not known yet too. */
export const isRegionName = (text: string): boolean => /^[a-z][a-z0-9-]{1,29}$/.test(text);
