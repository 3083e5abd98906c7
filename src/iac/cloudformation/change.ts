import type { Change, Declaration } from "../declaration.ts";
import { unresolved } from "../resolved.ts";
import { evaluateTemplate } from "./evaluate-template.ts";
import { normalize } from "./normalize.ts";
import { partitionOf, placeOf } from "./parameter.ts";
import { withPoliciesInRoles } from "./role-policies.ts";
import type { Deployment, Template } from "./template.ts";
import { topicDeclarations } from "./topic.ts";

/**
 * What a template declares, in the words that consumers read: values of their property's type,
 * policies as JSON text, and each thing in one place where CloudFormation has several for it.
 */
export function changeOfTemplate(template: Template, deployment: Deployment, file: string): Change {
  const place = placeOf(deployment);
  const region = deployment.region ?? unresolved("the Region is known once it is deployed");
  const declarations = evaluateTemplate(template, deployment)
    .filter(({ type, exists }) => exists !== false && !type.startsWith("AWS::Serverless::"))
    .map(
      ({ logicalId, type, properties, exists, line }): Declaration => ({
        ...{ type, exists, region },
        address: logicalId,
        properties: normalize(type, properties),
        declared: { file, ...(line !== undefined && { line }), address: logicalId },
        isNew: true,
      }),
    );
  const { account } = deployment;
  return {
    declarations: withPoliciesInRoles(declarations, place).flatMap((declaration) =>
      topicDeclarations(declaration, place),
    ),
    removed: [],
    ...(account !== undefined && { account }),
    partition: partitionOf(deployment),
  };
}
