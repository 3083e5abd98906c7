import type { PolicySource } from "../model/policy.ts";
import type { Mistake } from "./check-policy.ts";

/** Ways to write a gap that a shell reads as something else. */
const otherGaps = /<[\w .-]+>|\$\{?\w+\}?|\[[A-Z_ ]+\]/g;

/** Commands stand one a line, ready to be copied; what the user has to fill in is in capitals. */
export function cliMistakes({ fix: { cli } }: PolicySource): Mistake[] {
  if (cli === undefined) return [];
  const lines = [...cli.matchAll(/[^\n]+/g)];
  return [...lines.flatMap((line) => commandMistakes(cli, line)), ...gapMistakes(cli)];
}

function commandMistakes(text: string, { 0: line, index }: RegExpExecArray): Mistake[] {
  const isContinued = /\\\s*$/.test(text.slice(0, index));
  if (isContinued || line.startsWith("aws ")) return [];
  return [
    {
      pointer: "/fix/cli",
      part: { text, start: index, end: index + line.length },
      code: "policy/style",
      message: "this line is no command of the AWS CLI",
      help: "Every line begins with `aws `; explanations belong into fix.text.",
    },
  ];
}

function gapMistakes(text: string): Mistake[] {
  return [...text.matchAll(otherGaps)].map(({ 0: gap, index }) => ({
    pointer: "/fix/cli",
    part: { text, start: index, end: index + gap.length },
    code: "policy/style",
    message: `${gap} is no placeholder`,
    help: "Name a fact, {{trail.arn}}, or what to fill in, in capitals: KEY_ARN.",
  }));
}
