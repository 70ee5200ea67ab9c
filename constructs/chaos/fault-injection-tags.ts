import { Tags } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

/** The tags by which experiments find the resources of a service, and find no others. */
export function faultInjectionTags(service: string): Readonly<Record<string, string>> {
  return { 'resilience:fis-enabled': 'true', 'resilience:service': service };
}

/**
 * Makes everything below `scope` a possible target of the service's experiments, by its tags.
 * Instances get them from their Auto Scaling group when they are launched.
 */
export function allowFaultInjection(scope: IConstruct, service: string): void {
  for (const [key, value] of Object.entries(faultInjectionTags(service))) {
    Tags.of(scope).add(key, value);
  }
}
