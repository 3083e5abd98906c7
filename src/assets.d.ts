// What build/assets.ts makes of policies, templates and schemas.

declare module "virtual:package" {
  export const name: string;
  export const version: string;
}

declare module "virtual:policies" {
  import type { Pack } from "./model/pack.ts";
  import type { PolicyCase, PolicySource, PreparedCondition } from "./model/policy.ts";

  interface PolicyData {
    readonly policies: {
      readonly policies: readonly Omit<PolicySource, "tests">[];
      /** Every condition of these policies, prepared, by its text. */
      readonly conditions: { readonly [text: string]: PreparedCondition };
    };
    readonly packs: readonly Pack[];
    /** By policy id. */
    readonly cases: { readonly [policy: string]: readonly PolicyCase[] };
  }

  export function read<Name extends keyof PolicyData>(name: Name): PolicyData[Name];
}

declare module "virtual:template/*" {
  const render: (part: string, context: object) => string;
  export default render;
}

declare module "virtual:text/*" {
  const text: string;
  export default text;
}

declare module "virtual:validator/*" {
  import type { Validate } from "./model/validate.ts";

  const validate: Validate;
  export default validate;
}
