import { Tags } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

/**
 * The tags by which experiments find the resources of a service, and find no others.
 *
 * @param experiment the one experiment that asks for a tag of its own: `taggedFor` of its target
 */
export function faultInjectionTags(
  service: string,
  experiment?: string,
): Readonly<Record<string, string>> {
  return {
    'resilience:fis-enabled': 'true',
    'resilience:service': service,
    ...(experiment !== undefined && { [`resilience:${experiment}`]: 'true' }),
  };
}

/** What experiments select, or what launches it: nothing else needs the tags. */
const selectable = [
  'AWS::AutoScaling::AutoScalingGroup',
  'AWS::EC2::Subnet',
  'AWS::ElastiCache::ReplicationGroup',
  'AWS::RDS::DBCluster',
];

/** What only the experiment that means it selects: others of the type, such as logs, never are. */
const selectableByName = [...selectable, 'AWS::DynamoDB::GlobalTable', 'AWS::S3::Bucket'];

/**
 * Makes what is below `scope` a possible target of the service's experiments, by its tags: groups
 * and their instances, subnets, databases and caches.
 *
 * @param experiment the one experiment that asks for a tag of its own, such as `region-isolation`:
 *   makes tables and buckets its targets as well
 */
export function allowFaultInjection(scope: IConstruct, service: string, experiment?: string): void {
  const includeResourceTypes = experiment === undefined ? selectable : selectableByName;
  for (const [key, value] of Object.entries(faultInjectionTags(service, experiment))) {
    Tags.of(scope).add(key, value, { includeResourceTypes });
  }
}
