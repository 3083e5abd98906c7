import type { Evidence, Finding } from "../model/finding.ts";

type Source = Pick<Evidence, "call" | "region" | "at">;
type PackedEvidence = readonly [fact: string, value: Evidence["value"], source: number, 1?];
type Place = Pick<Finding, "region" | "resource">;

/** What is repeated in the findings of an account, once, and the rest. */
export interface PackedFindings {
  readonly places: readonly Place[];
  readonly sources: readonly Source[];
  readonly findings: readonly PackedFinding[];
}

interface PackedFinding
  extends Omit<Finding, "account" | "region" | "resource" | "evidence" | "controls"> {
  readonly place: number;
  readonly evidence: readonly PackedEvidence[];
}

/** Findings of one account in less than half the space: an organization's go through a file. */
export function packFindings(findings: readonly Finding[]): PackedFindings {
  const places = new Numbered<Place>();
  const sources = new Numbered<Source>();
  const packEvidence = ({ fact, value, decides, ...source }: Evidence): PackedEvidence => {
    const number = sources.of(`${source.call} ${source.region} ${source.at}`, source);
    return decides ? [fact, value, number, 1] : [fact, value, number];
  };
  const packed = findings.map(
    ({ account: _, controls: __, region, resource, evidence, ...rest }) => ({
      ...rest,
      place: places.of(`${region} ${resource.type} ${resource.id}`, { region, resource }),
      evidence: evidence.map(packEvidence),
    }),
  );
  return { places: places.items, sources: sources.items, findings: packed };
}

/** The findings as they were; `controlsOf` gives what all findings of a policy share. */
export function unpackFindings(
  { places, sources, findings }: PackedFindings,
  account: string,
  controlsOf: (policy: string) => Finding["controls"],
): Finding[] {
  const unpackEvidence = ([fact, value, source, decides]: PackedEvidence): Evidence => {
    const evidence = { fact, value, ...sources[source] };
    return decides ? { ...evidence, decides: true } : evidence;
  };
  return findings.map(
    ({ id, policy, status, severity, place, message, evidence, missing, ...rest }) => ({
      ...{ id, policy, status, severity, account },
      ...(places[place] as Place),
      ...{ message, evidence: evidence.map(unpackEvidence), missing },
      controls: controlsOf(policy),
      ...rest,
    }),
  );
}

/** Numbers things in the order they are first met. */
class Numbered<T> {
  readonly items: T[] = [];
  readonly #numbers = new Map<string, number>();

  of(key: string, item: T): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.items.length);
    return this.items.push(item) - 1;
  }
}
