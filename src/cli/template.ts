import { readFile, stat } from "node:fs/promises";
import { largestTemplate, readTemplate, tooLarge } from "../iac/cloudformation/read-template.ts";
import type { Template } from "../iac/cloudformation/template.ts";
import { Failure } from "../model/failure.ts";
import { isUtf16 } from "./file-head.ts";

/** Reads a CloudFormation template. Throws a Failure for whatever is none. */
export async function readTemplateFile(path: string): Promise<Template> {
  const unreadable = (cause: Error) => {
    throw new Failure("template/not-readable", `${path}: ${cause.message}`, { cause });
  };
  const found = await stat(path).catch(unreadable);
  // Opening a pipe would wait for its writer.
  if (!found.isFile()) {
    const what = found.isDirectory() ? "a folder" : "no file";
    throw new Failure("template/not-a-file", `${path} is ${what}; a template is a file.`, {
      help: "Give templates one by one; what comes from a pipe goes into a file first.",
    });
  }
  if (found.size > largestTemplate) throw tooLarge(path);
  return readTemplate(path, textOf(path, await readFile(path).catch(unreadable)));
}

/** The text of bytes that have to be UTF-8. */
function textOf(path: string, bytes: Uint8Array): string {
  if (isUtf16(bytes)) {
    throw new Failure("template/utf-16", `${path} is UTF-16; UTF-8 is what can be read.`, {
      help: "PowerShell's > writes UTF-16. Use: … | Out-File -Encoding utf8 template.yaml",
    });
  }
  if (bytes.includes(0)) {
    throw new Failure("template/binary", `${path} is binary; a template is YAML or JSON.`, {
      help: "A packed template is unpacked first.",
    });
  }
  try {
    // It leaves a byte order mark out.
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new Failure("template/encoding", `${path} is not UTF-8.`, {
      cause,
      help: "Save it as UTF-8: CloudFormation takes no other encoding.",
    });
  }
}
