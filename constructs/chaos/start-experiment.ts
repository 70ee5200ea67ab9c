import { Stack } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

/** The call that starts an experiment, as IAM names it. */
export const START_EXPERIMENT = 'fis:StartExperiment';

/**
 * On what it is authorized: the template, and the experiment that it creates, whose id nobody knows
 * beforehand.
 * https://docs.aws.amazon.com/fis/latest/userguide/security_iam_id-based-policy-examples.html
 */
export function startedBy(scope: IConstruct, experimentTemplateId: string): string[] {
  const arn = (resource: string, resourceName: string) =>
    Stack.of(scope).formatArn({ service: 'fis', resource, resourceName });
  return [arn('experiment-template', experimentTemplateId), arn('experiment', '*')];
}
