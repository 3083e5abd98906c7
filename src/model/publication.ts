export const publicationSchemaId = "trailwarden/publication/v1";

/** What is done to a finding in a hub. */
export const hubActions = ["create", "update", "archive"] as const;

export type HubAction = (typeof hubActions)[number];

/** Why something was not delivered: the code of AWS or one of ours, and what was said. */
export interface Undelivered {
  readonly code: string;
  readonly message: string;
}

/** One change of a hub: planned in a dry run, else delivered or not. */
export interface PublicationEntry {
  readonly action: HubAction;
  readonly outcome: "planned" | "delivered" | "not-delivered";
  readonly id: string;
  readonly title: string;
  /** Compliance.Status that the hub has afterwards. */
  readonly status: string;
  readonly account: string;
  readonly region: string;
  readonly undelivered?: Undelivered;
}

/** The hub of one account and Region. */
export interface PublishedHub {
  readonly account: string;
  readonly region: string;
  readonly unchanged: number;
  /** Active findings of ours of which the result says nothing for sure; left as they are. */
  readonly kept: number;
  /** Why nothing could be planned here, and how many findings stay undelivered for it. */
  readonly problem?: Undelivered & { readonly findings: number };
}

export type PublicationSummary = {
  readonly [count in HubAction | "unchanged" | "kept" | "notDelivered" | "leftOut"]: number;
};

/**
 * What became of a result's findings in AWS Security Hub: `trailwarden/publication/v1`;
 * schemas/publication.schema.json describes it.
 */
export interface Publication {
  readonly schema: typeof publicationSchemaId;
  readonly tool: { readonly name: string; readonly version: string };
  readonly destination: "securityhub";
  /** Nothing was sent: the entries are what would be. */
  readonly dryRun: boolean;
  /** ISO time that the published result judged at. */
  readonly asOf: string;
  readonly summary: PublicationSummary;
  readonly hubs: readonly PublishedHub[];
  readonly entries: readonly PublicationEntry[];
}
