import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { Resource } from '@aws-cdk/service-spec-types';

/** What the CDK's copy of CloudFormation's specification says of a type; nothing of a custom resource. */
function specified(
  type: string,
): Pick<Resource, 'properties' | 'isStateful' | 'primaryIdentifier'> {
  if (type.startsWith('Custom::')) return { properties: {} };
  const [resource] = database().lookup('resource', 'cloudFormationType', 'equals', type);
  if (resource === undefined) throw new Error(`the specification does not know ${type}`);
  return resource;
}

let loaded: ReturnType<typeof loadAwsServiceSpecSync> | undefined;
function database() {
  loaded ??= loadAwsServiceSpecSync();
  return loaded;
}

/** The properties whose change replaces a resource, or may. */
export function replacingProperties(type: string): string[] {
  return Object.entries(specified(type).properties)
    .filter(([, { causesReplacement = 'no' }]) => causesReplacement !== 'no')
    .map(([name]) => name);
}

/** Whether a resource holds what cannot be made again. */
export function holdsData(type: string): boolean {
  return specified(type).isStateful === true;
}

/** The properties by which a resource is told from others of its type. */
export function identifiers(type: string): string[] {
  return specified(type).primaryIdentifier ?? [];
}
