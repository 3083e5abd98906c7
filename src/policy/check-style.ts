import type { PolicySource } from "../model/policy.ts";
import { answerOf } from "../model/question.ts";
import { scopes } from "../model/scope.ts";
import type { Mistake } from "./check-policy.ts";
import { cliMistakes } from "./check-style-cli.ts";

/** What a policy should look like. Nothing here keeps it from judging. */
export const styleMistakes = (policy: PolicySource): Mistake[] => [
  ...titleMistakes(policy),
  ...messageMistakes(policy),
  ...sentenceMistakes("/risk", policy.risk),
  ...sentenceMistakes("/fix/text", policy.fix.text),
  ...cliMistakes(policy),
  ...referenceMistakes(policy),
  ...parameterMistakes(policy),
  ...whenMistakes(policy),
];

const style = (pointer: string, message: string, help: string): Mistake => ({
  pointer,
  code: "policy/style",
  message,
  help,
});

const longestTitle = 70;

function titleMistakes({ title }: PolicySource): Mistake[] {
  const wrong = (message: string): Mistake =>
    style("/title", message, "A title states the good state: Trails sign their log files");
  return [
    ...(title.length > longestTitle
      ? [wrong(`the title has ${title.length} characters; at most ${longestTitle} fit a line`)]
      : []),
    ...(/^\p{Ll}/u.test(title) ? [wrong("the title begins with a small letter")] : []),
    ...(/[.!?]$/.test(title) ? [wrong("the title ends like a sentence")] : []),
    ...(/^ensure\b/i.test(title) ? [wrong("the title gives an order")] : []),
  ];
}

function messageMistakes(policy: PolicySource): Mistake[] {
  const { message } = policy;
  const help = "A message states the bad state: Trail {{trail.name}} is not logging.";
  return [
    ...(/^\p{Ll}/u.test(message)
      ? [style("/message", "the message begins with a small letter", help)]
      : []),
    ...(/(\.|\}\})$/.test(message.trim())
      ? []
      : [style("/message", "the message ends without a period", help)]),
    ...(namesSubject(policy) ? [] : [style("/message", "the message does not say of what", help)]),
  ];
}

/** The account needs no name: a finding is always about one. */
function namesSubject({ scope, ask, message }: PolicySource): boolean {
  const { variable } = scopes[scope];
  const names = [variable, answerOf(ask)?.variable].filter((name) => name !== undefined);
  return (
    variable === "account" || names.some((name) => new RegExp(`\\{\\{\\s*${name}\\.`).test(message))
  );
}

const sentenceMistakes = (pointer: string, text: string): Mistake[] =>
  /[.]$/.test(text.trim())
    ? []
    : [style(pointer, "the text ends without a period", "Write whole sentences.")];

function referenceMistakes({ references }: PolicySource): Mistake[] {
  return references.flatMap((url, index) => {
    const pointer = `/references/${index}`;
    const isTwice = references.indexOf(url) < index;
    return [
      ...(URL.canParse(url) ? [] : [style(pointer, "this is no URL", "Give the page's address.")]),
      ...(isTwice ? [style(pointer, "the reference stands there twice", "Take one away.")] : []),
    ];
  });
}

/** A parameter that changes nothing misleads whoever sets it. */
function parameterMistakes(policy: PolicySource): Mistake[] {
  const { when = "", pass, ask = {}, message, fix, params = {} } = policy;
  const text = [when, pass, JSON.stringify(ask), message, ...Object.values(fix)].join("\n");
  const used = new Set([...text.matchAll(/\bparams\.(\w+)/g)].map(([, name]) => name));
  return Object.keys(params)
    .filter((name) => !used.has(name))
    .map((name) =>
      style(
        `/params/${name}#key`,
        `the parameter "${name}" is not used`,
        `Write params.${name} in a condition, or take the parameter away.`,
      ),
    );
}

function whenMistakes({ when, tests }: PolicySource): Mistake[] {
  if (when === undefined || tests.some(({ expect }) => expect === "not-applicable")) return [];
  return [
    style(
      "/when",
      "no case shows where the policy does not apply",
      "Add a case that expects not-applicable, or leave `when` out.",
    ),
  ];
}
