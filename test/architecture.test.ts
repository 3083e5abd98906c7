import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../src");

/** What each folder may import of the others; ARCHITECTURE.md says why. */
const mayImport: { readonly [folder: string]: readonly string[] } = {
  model: [],
  aws: ["model"],
  collect: ["model", "aws"],
  recording: ["model"],
  analyze: ["model"],
  facts: ["model", "analyze"],
  iac: ["model"],
  policy: ["model"],
  evaluate: ["model"],
  report: ["model"],
  publish: ["model", "aws", "report"],
  emulator: ["model", "recording"],
  // Types of what the bundler makes of policies, templates and schemas.
  "assets.d.ts": ["model"],
  "check.ts": ["model", "facts", "analyze", "evaluate", "finding-store.ts"],
  "finding-store.ts": ["model", "check.ts"],
  "index.ts": [
    "check.ts",
    "model",
    "facts",
    "analyze",
    "evaluate",
    "policy",
    "recording",
    "report",
  ],
  cli: [
    ...["model", "aws", "collect", "recording", "facts", "policy", "evaluate", "report"],
    ...["analyze", "publish", "emulator", "iac", "check.ts", "finding-store.ts"],
  ],
};

const files = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => ({ file, text: readFileSync(join(root, file), "utf8") }));

const folderOf = (file: string): string => file.split("/")[0] ?? "";

const importsOf = (text: string): string[] =>
  [...text.matchAll(/(?:from|import\()\s*"([^"]+)"/g)].map((match) => match[1] ?? "");

test("every folder imports only what the table allows", () => {
  const strays = files.flatMap(({ file, text }) =>
    importsOf(text)
      .filter((path) => path.startsWith("."))
      .map((path) => relative(root, join(root, dirname(file), path)))
      .filter((target) => {
        const [from, to] = [folderOf(file), folderOf(target)];
        return from !== to && !mayImport[from]?.includes(to);
      })
      .map((target) => `${file} -> ${target}`),
  );
  expect(strays).toEqual([]);
});

test("the pure middle reaches no file, clock, network or environment", () => {
  const pure = ["model", "facts", "analyze", "evaluate", "report", "policy", "iac"];
  const effects = /from "node:(?!crypto)|process\.|new Date\(\)|Date\.now|Math\.random|fetch\(/;
  const impure = files.filter(
    ({ file, text }) => pure.includes(folderOf(file)) && effects.test(text),
  );
  expect(impure.map(({ file }) => file)).toEqual([]);
});

test("nothing is evaluated, and no code comes from data", () => {
  const forbidden = /\beval\(|new Function|node:vm|child_process/;
  expect(files.filter(({ text }) => forbidden.test(text)).map(({ file }) => file)).toEqual([]);
});

test("the SDK is known in aws, collect, publish and the emulator only", () => {
  const outside = files.filter(
    ({ file, text }) =>
      !["aws", "collect", "publish", "emulator"].includes(folderOf(file)) &&
      importsOf(text).some((path) => /^@(aws-sdk|smithy)\//.test(path)),
  );
  expect(outside.map(({ file }) => file)).toEqual([]);
});

test("the emulator's codecs are imported in one file", () => {
  const codecs = /^@(aws-sdk\/core|smithy\/core)\//;
  const users = files.filter(
    ({ file, text }) =>
      folderOf(file) === "emulator" && importsOf(text).some((path) => codecs.test(path)),
  );
  expect(users.map(({ file }) => file)).toEqual(["emulator/codec.ts"]);
});

test("files are small", () => {
  const sizes = files.map(({ file, text }) => ({ file, lines: text.split("\n").length - 1 }));
  expect(sizes.filter(({ lines }) => lines > 300)).toEqual([]);
  const sorted = sizes.map(({ lines }) => lines).sort((a, b) => a - b);
  expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(60);
});

test("no folder is a box for anything", () => {
  const boxes = /(^|\/)(utils?|helpers?|common|core|lib|services)(\/|\.ts$)/;
  const named = files.map(({ file }) => file).filter((file) => boxes.test(file));

  expect(named).toEqual([]);
});
