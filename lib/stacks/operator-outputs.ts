import { CfnOutput, type Stack } from 'aws-cdk-lib/core';

/**
 * Publishes what an operator needs and no name derives, as outputs that the runbooks name:
 * `aws cloudformation describe-stacks`. The descriptions tell them from the outputs by which stacks
 * read each other.
 *
 * @param outputs by name, the value and what it is
 */
export function operatorOutputs(
  stack: Stack,
  outputs: Readonly<Record<string, readonly [value: string, description: string]>>,
): void {
  for (const [name, [value, description]] of Object.entries(outputs)) {
    new CfnOutput(stack, name, { value, description });
  }
}
