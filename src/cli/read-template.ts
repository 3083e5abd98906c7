import { changeOfTemplate } from "../iac/cloudformation/change.ts";
import { Failure } from "../model/failure.ts";
import type { Options } from "./description.ts";
import type { Io } from "./io.ts";
import { type ReadChange, regionOf } from "./read-change.ts";
import { readTemplateFile } from "./template.ts";
import { parameterValues } from "./template-parameters.ts";

/** Reads a CloudFormation template with its parameters. Throws a Failure for what is wrong with them. */
export async function readTemplate(path: string, options: Options, io: Io): Promise<ReadChange> {
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
