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
  const packEvidence = (evidence: Evidence): PackedEvidence => {
    const { fact, value, call, region, at, decides } = evidence;
    const number = sources.of([call, region, at], () => sourceOf(evidence));
    return decides ? [fact, value, number, 1] : [fact, value, number];
  };
  const packed = findings.map((finding): PackedFinding => {
    const { id, policy, status, severity, region, resource, message, evidence, missing } = finding;
    return {
      ...{ id, policy, status, severity },
      place: places.of([region, resource.type, resource.id], () => ({ region, resource })),
      ...{ message, evidence: evidence.map(packEvidence), missing },
      ...(finding.fix && { fix: finding.fix }),
      ...(finding.waiver && { waiver: finding.waiver }),
      ...(finding.change && { change: finding.change }),
      ...(finding.declared && { declared: finding.declared }),
    };
  });
  return { places: places.items, sources: sources.items, findings: packed };
}

const sourceOf = ({ call, region, at }: Evidence): Source => ({
  ...(call !== undefined && { call }),
  ...(region !== undefined && { region }),
  ...(at !== undefined && { at }),
});

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

type Names = readonly [string | undefined, string | undefined, string | undefined];
type Numbers = Map<string | undefined, Map<string | undefined, Map<string | undefined, number>>>;

/** Numbers things in the order they are first met. */
class Numbered<T> {
  readonly items: T[] = [];
  // A key made of the three names would have to be built, and hashed, for every fact.
  readonly #numbers: Numbers = new Map();

  of([first, second, third]: Names, make: () => T): number {
    const known = this.#numbers.get(first)?.get(second)?.get(third);
    if (known !== undefined) return known;
    const bySecond = this.#numbers.get(first) ?? new Map();
    const byThird = bySecond.get(second) ?? new Map();
    this.#numbers.set(first, bySecond.set(second, byThird.set(third, this.items.length)));
    return this.items.push(make()) - 1;
  }
}
