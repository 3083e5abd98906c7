import type { CheckInput } from "../check.ts";
import type { Change } from "../iac/declaration.ts";
import { lift, regionsOf } from "../iac/lift.ts";
import { Failure } from "../model/failure.ts";
import { againstRecording } from "./against.ts";
import type { Options } from "./description.ts";
import type { Io } from "./io.ts";
import { readPlanFile } from "./read-plan-file.ts";
import { readTemplate } from "./read-template.ts";
import type { TargetKind } from "./target.ts";

type Source = Pick<CheckInput, "kind" | "header" | "accounts" | "declared">;

/** Infrastructure as code as what a check is made on. Throws a Failure for what is none. */
export async function infrastructureSource(
  path: string,
  kind: Exclude<TargetKind, "recording">,
  options: Options,
  io: Io,
): Promise<Source> {
  const read =
    kind === "terraform-plan"
      ? await readPlanFile(path, options)
      : await readTemplate(path, options, io);
  const against = options["against"];
  if (typeof against === "string") return againstRecording(read, against, kind, io.signal);
  const change = read.changeIn(undefined);
  if (regionsOf(change).length === 0) throw noRegion(path, change);
  const { recording, declared } = lift(change, read.what);
  return { kind, header: read.header, accounts: [recording], declared };
}

function noRegion(path: string, { declarations }: Change): Failure {
  return declarations.length === 0
    ? new Failure("check/nothing-declared", `${path} declares no resource that is judged.`, {
        help: "Trails, event data stores, buckets, keys, log groups, metric filters, alarms, topics, event rules and roles are.",
      })
    : new Failure("check/no-region", `${path} does not say which Region it is for.`, {
        help: "Give it: --region eu-west-1",
      });
}
