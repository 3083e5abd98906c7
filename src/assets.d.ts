// What build/assets.ts makes of policies, templates and schemas.

declare module "virtual:package" {
  export const name: string;
  export const version: string;
}

declare module "virtual:policies" {
  import type { Pack } from "./model/pack.ts";
  import type { PolicySource, PreparedCondition } from "./model/policy.ts";

  export const policies: readonly PolicySource[];
  export const packs: readonly Pack[];
  /** Every condition of these policies, prepared, by its text. */
  export const conditions: { readonly [text: string]: PreparedCondition };
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
