import { RemovalPolicy, type StackProps } from 'aws-cdk-lib/core';
import type { Plan } from '../strategies/index.ts';

/**
 * The props of one stack of a Region. Stacks are named by Region and tier, never by role: roles
 * swap at the first switchover, and a stack cannot be renamed.
 */
export function stackProps(
  plan: Plan,
  region: string,
  tier: { readonly description: string; readonly stateful: boolean },
): StackProps {
  return {
    env: { region, ...(plan.account !== undefined && { account: plan.account }) },
    description: tier.description,
    // A stateful stack is deleted on purpose, after the protection was taken off, or not at all.
    terminationProtection: tier.stateful && plan.safeguards.protection,
  };
}

/**
 * What becomes of what holds data, keys or logs, as every construct takes it: each protects it as it
 * finds right, unless the plan has it go with its stack.
 */
export function removal({ safeguards }: Plan): { readonly removalPolicy?: RemovalPolicy } {
  return safeguards.protection ? {} : { removalPolicy: RemovalPolicy.DESTROY };
}

/**
 * Where Route 53 has its control plane and publishes the metrics of its health checks.
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-cloudwatch.html
 */
export const route53Region = 'us-east-1';
