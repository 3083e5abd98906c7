import { readFile, stat } from "node:fs/promises";
import type { CheckInput } from "../check.ts";
import { changeOfTemplate } from "../iac/cloudformation/change.ts";
import type { Change } from "../iac/declaration.ts";
import { lift, regionsOf } from "../iac/lift.ts";
import { changeOfPlan } from "../iac/terraform/change.ts";
import { readPlan } from "../iac/terraform/plan.ts";
import { Failure } from "../model/failure.ts";
import type { RecordingHeader } from "../model/recording.ts";
import { againstRecording } from "./against.ts";
import type { Options } from "./description.ts";
import type { Io } from "./io.ts";
import type { TargetKind } from "./target.ts";
import { readTemplateFile } from "./template.ts";
import { parameterValues } from "./template-parameters.ts";

type Source = Pick<CheckInput, "kind" | "header" | "accounts" | "declared">;

/** A change as it was read, for an account that may only be known from elsewhere. */
export interface ReadChange {
  /** What it is, to the reader: `the plan`. */
  readonly what: string;
  readonly header: RecordingHeader;
  readonly changeIn: (account: string | undefined) => Change;
}

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

const regionOf = (options: Options): string | undefined => {
  const given = (options["region"] ?? []) as readonly string[];
  if (given.length > 1) {
    throw new Failure("check/regions", "A change is deployed to one Region at a time.", {
      help: "Give --region once for each run.",
    });
  }
  return given[0] ?? process.env["AWS_REGION"] ?? process.env["AWS_DEFAULT_REGION"];
};

function noRegion(path: string, { declarations }: Change): Failure {
  return declarations.length === 0
    ? new Failure("check/nothing-declared", `${path} declares no resource that is judged.`, {
        help: "Trails, event data stores, buckets, keys, log groups, metric filters, alarms, topics, event rules and roles are.",
      })
    : new Failure("check/no-region", `${path} does not say which Region it is for.`, {
        help: "Give it: --region eu-west-1",
      });
}

const largestPlan = 100 * 1024 * 1024;

async function readPlanFile(path: string, options: Options): Promise<ReadChange> {
  const { size } = await stat(path);
  if (size > largestPlan) {
    throw new Failure("terraform/too-large", `${path} is larger than 100 MiB.`, {
      help: "Plan what belongs to CloudTrail in a configuration of its own.",
    });
  }
  const text = await readFile(path, "utf8").catch((cause: Error) => {
    throw new Failure("terraform/not-readable", `${path}: ${cause.message}`, { cause });
  });
  const plan = readPlan(path, text.replace(/^\uFEFF/, ""));
  const region = regionOf(options);
  const tool = `terraform ${plan.version}`.trim();
  return {
    what: "the plan",
    header: { kind: "recording", version: 1, tool, startedAt: plan.timestamp },
    changeIn: (account) =>
      changeOfPlan(plan, path, { ...(account && { account }), ...(region && { region }) }),
  };
}

async function readTemplate(path: string, options: Options, io: Io): Promise<ReadChange> {
  const template = await readTemplateFile(path);
  const given = (options["parameter"] ?? []) as readonly string[];
  const { own, account: told } = parametersIn(given);
  const parameters = parameterValues(own, template);
  const region = regionOf(options);
  const day = io.now().toISOString().slice(0, 10);
  return {
    what: "the template",
    // A template tells no time. The day stands for it, so that two runs of a day are alike.
    header: {
      kind: "recording",
      version: 1,
      tool: "CloudFormation",
      startedAt: `${day}T00:00:00.000Z`,
    },
    changeIn: (account = told) =>
      changeOfTemplate(
        template,
        { parameters, ...(region && { region }), ...(account && { account }) },
        path,
      ),
  };
}

const ofAccount = /^AWS::AccountId=(.*)$/s;

/** The account is what CloudFormation calls a pseudo parameter. */
function parametersIn(given: readonly string[]) {
  const account = given.map((one) => ofAccount.exec(one)?.[1]).findLast((one) => one !== undefined);
  if (account !== undefined && !/^\d{12}$/.test(account)) {
    throw new Failure("template/parameter", "AWS::AccountId is twelve digits.", {
      help: "Like --parameter AWS::AccountId=111122223333",
    });
  }
  return { account, own: given.filter((one) => !ofAccount.test(one)) };
}
