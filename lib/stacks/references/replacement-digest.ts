import { createHash } from 'node:crypto';
import { CfnResource, Stack } from 'aws-cdk-lib/core';
import { replacingProperties } from './replacing-properties.ts';

type Properties = Readonly<Record<string, unknown>>;

const digests = new WeakMap<CfnResource, string>();

/**
 * A short text that differs when CloudFormation would make another resource in the place of this
 * one: it has another logical ID, one of the properties that replace it is another, or one of these
 * refers to a resource of the stack for which the same holds.
 *
 * It is asked for when templates are rendered, and nothing changes a resource from then on.
 */
export function replacementDigest(resource: CfnResource): string {
  const known = digests.get(resource);
  if (known !== undefined) return known;
  const stack = Stack.of(resource);
  const logicalId: string = stack.resolve(resource.logicalId);
  const properties = replacing(resource.cfnResourceType, rendered(stack, resource, logicalId));
  const standsOn = referencedIn(stack, properties)
    .filter((other) => other !== resource)
    .map(replacementDigest);
  const digest = createHash('sha256')
    .update(JSON.stringify([resource.cfnResourceType, logicalId, properties, standsOn]))
    .digest('hex')
    .slice(0, 6)
    .toUpperCase();
  digests.set(resource, digest);
  return digest;
}

function rendered(stack: Stack, resource: CfnResource, logicalId: string): Properties {
  const { Resources } = stack.resolve(resource._toCloudFormation());
  return Resources[logicalId].Properties ?? {};
}

function replacing(type: string, properties: Properties): Properties {
  const names = replacingProperties.get(type);
  if (names === undefined) return properties;
  return Object.fromEntries(
    names.flatMap((name) => (name in properties ? [[name, properties[name]]] : [])),
  );
}

/** The resources of the stack that a rendered value refers to. */
function referencedIn(stack: Stack, value: unknown): CfnResource[] {
  const names = new Set(
    [...JSON.stringify(value).matchAll(/"(?:Ref":|Fn::GetAtt":\[)"([A-Za-z\d]+)"/g)].map(
      ([, name]) => name,
    ),
  );
  if (names.size === 0) return [];
  return stack.node
    .findAll()
    .filter((construct) => CfnResource.isCfnResource(construct))
    .filter((resource) => names.has(stack.resolve(resource.logicalId)));
}
