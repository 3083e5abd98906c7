import type { Finding, Missing } from "../../model/finding.ts";
import { csvField } from "../csv-field.ts";
import type { Render } from "../render.ts";
import { requirementTexts } from "../requirement-texts.ts";

type Column = (finding: Finding, names: Names) => string | number | undefined;

/** What a finding has only the id of. */
interface Names {
  readonly policy: string;
  readonly account: string | undefined;
}

/** The order is part of the format: new columns are added at the end. */
const columns: { readonly [name: string]: Column } = {
  id: ({ id }) => id,
  policy: ({ policy }) => policy,
  title: (_, { policy }) => policy,
  status: ({ status }) => status,
  severity: ({ severity }) => severity,
  account: ({ account }) => account,
  region: ({ region }) => region,
  resource_type: ({ resource }) => resource.type,
  resource_id: ({ resource }) => resource.id,
  resource_name: ({ resource }) => resource.name,
  message: ({ message }) => message,
  waived: ({ waiver }) => (waiver ? "yes" : "no"),
  waiver_reason: ({ waiver }) => waiver?.reason,
  waiver_owner: ({ waiver }) => waiver?.owner,
  waiver_ticket: ({ waiver }) => waiver?.ticket,
  waiver_expires: ({ waiver }) => waiver?.expires,
  change: ({ change }) => change,
  declared_file: ({ declared }) => declared?.file,
  declared_line: ({ declared }) => declared?.line,
  declared_address: ({ declared }) => declared?.address,
  missing: ({ missing }) => listOf(missing.map(missingText)),
  permissions: ({ missing }) => listOf(missing.flatMap(({ permission }) => permission ?? [])),
  controls: ({ controls }) => listOf(requirementTexts(controls)),
  fix: ({ fix }) => fix?.text,
  account_name: (_, { account }) => account,
};

/** RFC 4180 with a header, for spreadsheets: one finding a row, every verdict included. */
export const render: Render = function* ({ findings, policies, accounts }) {
  const titles = new Map(policies.map(({ id, title }) => [id, title]));
  const names = new Map(accounts.map(({ id, name }) => [id, name]));
  yield row(Object.keys(columns));
  const cells = Object.values(columns);
  for (const finding of findings) {
    const named = {
      policy: titles.get(finding.policy) ?? "",
      account: names.get(finding.account),
    };
    yield row(cells.map((cell) => cell(finding, named)));
  }
};

const row = (fields: readonly (string | number | undefined)[]): string =>
  `${fields.map((field) => csvField(String(field ?? ""))).join(",")}\r\n`;

const listOf = (texts: readonly string[]): string => [...new Set(texts)].join("; ");

const missingText = ({ fact, reason }: Missing): string => `${fact} (${reason})`;
