// What build/assets.ts makes of policies, templates and schemas.

declare module "virtual:package" {
  export const name: string;
  export const version: string;
}

declare module "virtual:policies" {
  /** `policies`, `packs` or `cases`: see src/policy/built-in.ts; or `policy-schema`. */
  export function read(name: string): unknown;
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
  // An ambient module cannot import by a relative path, but it can name a type by one.
  const validate: import("./model/validate.ts").Validate;
  export default validate;
}
