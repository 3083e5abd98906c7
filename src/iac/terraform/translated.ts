import type { Declaration } from "../declaration.ts";
import { type Resolved, unresolved } from "../resolved.ts";
import { knownArn } from "./identities.ts";
import type { Planned } from "./plan.ts";
import type { Properties } from "./properties.ts";
import { regionOf } from "./providers.ts";
import type { World } from "./world.ts";

/** What a resource is in CloudFormation's words. */
export interface Translated {
  readonly type: string;
  readonly properties: Properties;
  /** Of what is declared elsewhere, or is but a part of the resource: it has no ARN of its own. */
  readonly address?: string;
  /** Where CloudFormation's identity of the type does not tell it. */
  readonly arn?: Resolved;
}

/** The declaration of a resource. */
export function declare(
  world: World,
  file: string,
  resource: Planned,
  translated: Translated,
): Declaration {
  const { type, properties, address = resource.address } = translated;
  const isPart = translated.address !== undefined;
  const arn = knownArn(resource) ?? translated.arn;
  return {
    ...{ type, address, properties },
    exists: existence(world, resource),
    region: regionOf(world.plan, resource),
    declared: { file, address },
    ...(typeof arn === "string" && !isPart && { arn }),
    isNew: resource.isNew,
  };
}

/**
 * A plan knows its instances. But a change is for one account: whether that is where a resource of other
 * credentials will be cannot be told, and one of another account is not judged as if it were in this.
 */
function existence({ accounts }: World, resource: Planned): Resolved {
  if (resource.isUnreadable) return unresolved(`after_unknown of ${resource.address}`);
  const { isMain, account } = accounts.of(resource);
  if (isMain) return true;
  const where = account === undefined ? "" : `: ${account}`;
  return unresolved(`the account of ${resource.address}${where}`);
}
