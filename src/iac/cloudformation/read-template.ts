import { constructFromEvents, type Event, parseEvents, YAMLException } from "js-yaml";
import { Failure } from "../../model/failure.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import { cycleMistakes } from "./cycles.ts";
import { macroOf } from "./macros.ts";
import { refuse } from "./mistakes.ts";
import { type Outline, outlineOf } from "./outline.ts";
import { templateSchema } from "./short-forms.ts";
import { structureMistakes } from "./structure.ts";
import type { Template } from "./template.ts";

/** Ten times what CloudFormation takes. */
export const largestTemplate = 10 * 1024 * 1024;

interface Source {
  readonly path: string;
  readonly text: string;
}

/**
 * Reads a template in YAML or JSON.
 * @throws Failure with everything that is wrong and the lines where it is
 */
export function readTemplate(path: string, text: string): Template {
  const source = { path, text };
  if (text.length > largestTemplate) throw tooLarge(path);
  if (text.trim() === "") throw empty(path);
  const events = parse(source, () => parseEvents(text, { maxDepth }));
  const outline = outlineOf(text, events);
  if (outline.mistakes.length > 0) throw refuse("template/yaml", source, outline.mistakes);
  const content = contentOf(source, events);
  return templateOf(source, content, outline);
}

const empty = (path: string): Failure =>
  new Failure("template/empty", `${path} is empty; a template has Resources.`);

/** No template that CloudFormation takes is nested so deep. */
const maxDepth = 100;

export const tooLarge = (path: string): Failure =>
  new Failure("template/too-large", `${path} is larger than 10 MB.`, {
    help: "CloudFormation itself takes 1 MB; divide the template into several stacks.",
  });

function templateOf(source: Source, content: Json, { keys }: Outline): Template {
  const mistakes = structureMistakes(content, keys);
  if (mistakes.length > 0) throw refuse("template/structure", source, mistakes);
  const root = content as JsonObject;
  const section = (name: string) => (root[name] ?? {}) as JsonObject;
  const [Resources, Conditions] = [section("Resources"), section("Conditions")];
  const cycles = cycleMistakes({ Resources, Conditions }, keys);
  if (cycles.length > 0) throw refuse("template/circular", source, cycles);
  const macro = macroOf(root);
  const lines = linesOf(source.text, keys);
  return {
    Parameters: section("Parameters") as Template["Parameters"],
    Mappings: section("Mappings"),
    ...{ Conditions, Resources },
    ...(macro !== undefined && { macro }),
    lines,
  };
}

/** Everything that stands in the file, which holds one document. */
function contentOf(source: Source, events: Event[]): Json {
  const { text } = source;
  const construct = () => constructFromEvents(events, { source: text, schema: templateSchema });
  const documents = parse(source, construct);
  if (documents.length > 1) {
    throw new Failure("template/documents", `${source.path} holds several YAML documents.`, {
      help: "A template is one; nothing stands after a line ---.",
    });
  }
  const [content] = documents;
  // Comments only.
  if (content === undefined || content === null) throw empty(source.path);
  return content as Json;
}

/** Does a part of the parser's work. What it stops at is the only mistake that it can tell. */
function parse<T>(source: Source, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (!(cause instanceof YAMLException)) throw cause;
    const start = cause.mark?.position ?? 0;
    const help = helpFor(cause.reason);
    const spot = { start, end: start + 1, message: cause.reason, ...(help && { help }) };
    throw refuse("template/yaml", source, [spot]);
  }
}

function helpFor(reason: string): string | undefined {
  if (reason.includes("unexpected end")) return "The file ends too early: is all of it there?";
  if (reason.includes("maxDepth")) return "Nothing that CloudFormation takes is nested so deep.";
  if (reason.includes("tab")) return "YAML is indented by spaces.";
  return undefined;
}

/** The lines of logical ids, counted from 1. */
function linesOf(text: string, keys: Outline["keys"]): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  let [line, at] = [1, 0];
  for (const [path, { start }] of keys) {
    for (; at < start; at += 1) if (text[at] === "\n") line += 1;
    const [, logicalId] = /^Resources\/([^/]+)$/.exec(path) ?? [];
    if (logicalId !== undefined) lines.set(logicalId, line);
  }
  return lines;
}
