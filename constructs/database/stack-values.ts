import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Reference, Stack, Tokenization } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/**
 * A value for what reads a template before CloudFormation has resolved it, as macros do: a literal,
 * or a `Ref` or `Fn::GetAtt` of this stack. What other stacks hold goes through a parameter.
 *
 * @param id that of the parameter, where one is needed
 */
export function ofOwnStack(scope: Construct, id: string, value: string): string {
  const stack = Stack.of(scope);
  const isForeign = Tokenization.reverseString(value).tokens.some(
    (token) => Reference.isReference(token) && Stack.of(token.target) !== stack,
  );
  return isForeign ? new ssm.StringParameter(scope, id, { stringValue: value }).stringValue : value;
}
