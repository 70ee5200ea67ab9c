import { Tags } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

/** The tags by which experiments find the resources of a service, and find no others. */
export function faultInjectionTags(service: string): Readonly<Record<string, string>> {
  return { 'resilience:fis-enabled': 'true', 'resilience:service': service };
}

/** What experiments select, or what launches it: nothing else needs the tags. */
const selectable = [
  'AWS::AutoScaling::AutoScalingGroup',
  'AWS::DynamoDB::GlobalTable',
  'AWS::EC2::Subnet',
  'AWS::ElastiCache::ReplicationGroup',
  'AWS::RDS::DBCluster',
  'AWS::S3::Bucket',
];

/**
 * Makes what is below `scope` a possible target of the service's experiments, by its tags: groups
 * and their instances, subnets, databases, caches, tables and buckets.
 */
export function allowFaultInjection(scope: IConstruct, service: string): void {
  for (const [key, value] of Object.entries(faultInjectionTags(service))) {
    Tags.of(scope).add(key, value, { includeResourceTypes: selectable });
  }
}
