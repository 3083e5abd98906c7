import pc from "picocolors";
import { counted } from "../../model/counted.ts";
import { groupedBy } from "../../model/grouped-by.ts";
import {
  type HubAction,
  hubActions,
  type Publication,
  type PublicationEntry,
  type PublishedHub,
  type Undelivered,
} from "../../model/publication.ts";
import { minute } from "../minute.ts";
import { printable } from "../printable.ts";
import type { Look } from "../render.ts";
import { column, wrap } from "../wrap.ts";

const shownPerAction = 20;

type Paint = ReturnType<typeof pc.createColors>;

/** For a person at a terminal: what changes in the hubs, then what was not delivered, then totals. */
export function* render(publication: Publication, look: Look): Generator<string> {
  const paint = pc.createColors(look.color);
  const { tool, dryRun, asOf } = publication;
  const what = dryRun ? "what would change in Security Hub" : "published to Security Hub";
  const texts = [
    paint.bold(`Trailwarden ${printable(tool.version)}: ${what}`),
    paint.dim(`as of ${minute(asOf)}`),
    ...hubActions.flatMap((action) => actionLines(action, publication, look, paint)),
    ...undeliveredLines(publication, look, paint),
    "",
    ...totals(publication, look, paint),
  ];
  for (const text of texts) yield `${text}\n`;
}

const titles: { readonly [action in HubAction]: readonly [dry: string, done: string] } = {
  create: ["To create", "Created"],
  update: ["To update", "Updated"],
  archive: ["To archive", "Archived"],
};

function actionLines(
  action: HubAction,
  { entries, dryRun }: Publication,
  { columns }: Look,
  paint: Paint,
): string[] {
  const found = entries.filter(
    (entry) => entry.action === action && entry.outcome !== "not-delivered",
  );
  if (found.length === 0) return [];
  const more = found.length - shownPerAction;
  return [
    "",
    paint.bold(`${titles[action][dryRun ? 0 : 1]} (${found.length})`),
    ...found
      .slice(0, shownPerAction)
      .flatMap((entry) => column(tagOf(entry), textOf(entry), columns)),
    ...(more > 0 ? [paint.dim(`  and ${more} more; --format json has them all`)] : []),
  ];
}

/** Statuses come from the hub where something is archived. */
const tagOf = ({ status }: PublicationEntry): string => `  ${printable(status).padEnd(13)}  `;

const textOf = ({ title, account, region }: PublicationEntry): string =>
  printable(`${title} (${region}, ${account})`);

/** One by one: each has a reason of its own. */
function undeliveredLines({ entries, hubs }: Publication, look: Look, paint: Paint): string[] {
  const lines = [
    ...problems(hubs).flatMap((text) => column("  !  ", text, look.columns)),
    ...entries.flatMap((entry) =>
      entry.undelivered
        ? column("  !  ", `${textOf(entry)}: ${reasonOf(entry.undelivered)}`, look.columns)
        : [],
    ),
  ];
  if (lines.length === 0) return [];
  return ["", paint.bold("Not delivered"), ...lines.map((line) => paint.yellow(line))];
}

const reasonOf = ({ code, message }: Undelivered): string => printable(`${code}: ${message}`);

/** Hubs of an account that share a reason are told together. */
function problems(hubs: readonly PublishedHub[]): string[] {
  const groups = groupedBy(
    hubs.filter(({ problem }) => problem !== undefined),
    ({ account, problem }) => `${account} ${problem && reasonOf(problem)}`,
  );
  return [...groups.values()].map((group) => {
    const [{ account, problem }] = group as [PublishedHub];
    const findings = group.reduce((sum, hub) => sum + (hub.problem?.findings ?? 0), 0);
    const regions = group.map(({ region }) => region).join(", ");
    const reason = problem ? reasonOf(problem) : "";
    // Without findings to deliver, it is only unknown whether something there is gone.
    const what = findings > 0 ? counted(findings, "finding") : "The hub";
    return printable(`${what} of ${account} in ${regions}: ${reason}`);
  });
}

function totals({ summary, hubs, dryRun }: Publication, { columns }: Look, paint: Paint): string[] {
  const { create, update, archive, unchanged, kept, leftOut, notDelivered } = summary;
  const names = dryRun
    ? ["to create", "to update", "to archive"]
    : ["created", "updated", "archived"];
  const counts = [create, update, archive].map((count, index) => `${count} ${names[index]}`);
  const notes = [
    ...(kept > 0
      ? [`${counted(kept, "active finding")} left alone: not evaluated completely by this run.`]
      : []),
    ...(leftOut > 0
      ? [`${counted(leftOut, "finding")} left out on request: of other Regions.`]
      : []),
  ];
  const unread = hubs.filter(({ problem }) => problem !== undefined).length;
  const isWhole = notDelivered === 0 && unread === 0;
  const verdict = dryRun ? "nothing was sent: this is a dry run" : "everything is where it belongs";
  const missing = [
    counted(notDelivered, "finding"),
    ...(unread > 0 ? [`${counted(unread, "hub")} not reached`] : []),
  ].join(", ");
  return [
    ...notes.flatMap((note) => wrap(note, columns)).map((line) => paint.dim(line)),
    ...wrap([...counts, `${unchanged} unchanged`].join(", "), columns).map(paint.bold),
    ...wrap(isWhole ? verdict : `not delivered: ${missing}`, columns).map((line) =>
      paint.bold(isWhole ? paint.green(line) : paint.yellow(line)),
    ),
  ];
}
