import type { Pack } from "../src/model/pack.ts";
import { type Coverage, coverageOf, coverageSummary } from "../src/policy/coverage.ts";
import { anchor, code, plain, table } from "./markdown.ts";
import type { Library } from "./policy-library.ts";

interface Covered {
  readonly pack: Pack;
  readonly coverage: Coverage;
}

/** Every requirement of every pack, with the policies that answer it. */
export function coveragePage({ packs, policies }: Library): string {
  const covered = packs.map((pack) => ({ pack, coverage: coverageOf(pack, policies) }));
  const overview = covered.map(({ pack, coverage: { summary } }) => [
    `[${code(pack.id)}](#${anchor(pack.id)})`,
    plain(pack.title),
    `${summary.answered} of ${summary.requirements}`,
    `${summary.notCovered}`,
  ]);
  return `# Coverage

Generated from the packs and the policies: which requirement is answered by which
[policy](policies/README.md). A pack holds what its framework asks of CloudTrail and the things
around it, in our own words; it is no copy of the framework, and no substitute for it.

*Mapped by* tells who says that a configuration answers a requirement. Where a pack has several
sources, each requirement names its own: they disagree, and none of them speaks for the framework.
A *manual* requirement is one that its framework leaves to a person, or that asks for more than a
configuration can show, a procedure for example; the verdicts of its policies are evidence for it.

${table(["pack", "title", "answered", "not covered"], overview)}

${covered.map(section).join("\n")}`;
}

function section({ pack, coverage }: Covered): string {
  const { mappingSource, url } = pack;
  const facts = [
    plain(pack.title),
    ...(mappingSource ? [`Mapped by: ${plain(mappingSource)}`] : []),
    ...(url ? [`<${url}>`] : []),
  ];
  const body =
    pack.requirements.length > 0
      ? `${coverageSummary(coverage)}.\n\n${requirementTable(pack, coverage)}`
      : `Policies: ${coverage.policies.map(policyLink).join(", ")}`;
  return `## ${pack.id}\n\n${facts.join("<br>\n")}\n\n${body}\n`;
}

/** Level and source have a column only where they differ from one requirement to the next. */
function requirementTable(pack: Pack, { requirements }: Coverage): string {
  const hasLevels = requirements.some(({ level }) => level !== undefined);
  const hasSources = requirements.some(({ mappingSource }) => mappingSource !== undefined);
  return table(
    [
      ...["requirement", "title"],
      ...(hasLevels ? ["level"] : []),
      "assessment",
      ...(hasSources ? ["mapped by"] : []),
      "policies",
    ],
    requirements.map(({ id, title, level, assessment, mappingSource, policies }) => [
      ...[code(id), plain(title)],
      ...(hasLevels ? [level ?? ""] : []),
      assessment,
      ...(hasSources ? [plain(mappingSource ?? pack.mappingSource ?? "")] : []),
      policies.length > 0 ? policies.join(", ") : "**not covered**",
    ]),
  );
}

const policyLink = (id: string): string => `[${id}](policies/${id}.md)`;
