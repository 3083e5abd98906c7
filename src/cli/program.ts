import { version } from "virtual:package";
import { Command, type CommanderError, Option } from "commander";
import type { CommandDescription, Given, OptionDescription } from "./description.ts";
import { descriptions } from "./descriptions.ts";
import { exitCodes } from "./exit.ts";
import type { Io } from "./io.ts";

/** The parser of the whole command line; `finish` gets the exit code of the command that ran. */
export function buildProgram(io: Io, finish: (exitCode: number) => void): Command {
  const program = new Command("trailwarden")
    .description("Compliance as code for AWS CloudTrail.")
    .version(version, "-v, --version", "print the version")
    .helpOption("-h, --help", "show help")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
    })
    .showSuggestionAfterError()
    .addHelpText("after", `\nExit codes: ${exitCodeHelp}`);
  for (const description of descriptions) addCommand(program, description, io, finish);
  return program;
}

const exitCodeHelp =
  "0 gate passed, 1 gate failed, 2 wrong input,\n3 something could not be seen or delivered, 70 a bug.\n";

function addCommand(
  program: Command,
  description: CommandDescription,
  io: Io,
  finish: (exitCode: number) => void,
): void {
  const [name = "", sub] = description.name.split(" ");
  const parent = sub === undefined ? program : groupOf(program, name);
  const command = parent
    .command(sub ?? name)
    .description(description.summary)
    .exitOverride()
    .addHelpText(
      "after",
      `\nExamples:\n${description.examples.map((example) => `  $ ${example}`).join("\n")}\n`,
    );
  const names = (description.arguments ?? []).map((argument) => argument.name);
  for (const { name: argument, says, isOptional } of description.arguments ?? []) {
    command.argument(isOptional ? `[${argument}]` : `<${argument}>`, says);
  }
  for (const option of description.options ?? []) command.addOption(toOption(option));
  command.action(async (...values: unknown[]) => {
    const given: Given = {
      arguments: Object.fromEntries(
        names.map((argument, index) => [argument, values[index] as string]),
      ),
      options: command.opts(),
    };
    const { run } = await description.load();
    finish(await run(given, io));
  });
}

const groups: { readonly [name: string]: string } = {
  policies: "list, show, write, try and test policies",
  publish: "bring another system to what a stored result says",
};

function groupOf(program: Command, name: string): Command {
  const known = program.commands.find((command) => command.name() === name);
  return (
    known ??
    program
      .command(name)
      .description(groups[name] ?? "")
      .exitOverride()
  );
}

function toOption({
  flags,
  says,
  isRepeatable,
  choices,
  default: value,
}: OptionDescription): Option {
  const option = new Option(flags, says);
  if (choices) option.choices([...choices]);
  if (isRepeatable) {
    option.argParser((next: string, all: string[] | undefined) => [...(all ?? []), next]);
  }
  if (value !== undefined) option.default(value);
  return option;
}

/** Commander has already said what is wrong; help and version are no mistakes. */
export const exitCodeOfParser = ({ exitCode }: CommanderError): number =>
  exitCode === 0 ? exitCodes.ok : exitCodes.wrongInput;
