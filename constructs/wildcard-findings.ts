import { Stack } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

/** The ids of the findings that wildcards in resources cause, each once. */
export function wildcardFindings(scope: IConstruct, resources: readonly string[]): string[] {
  const printedArns = resources.map((resource) => printed(Stack.of(scope).resolve(resource)));
  return [...new Set(printedArns)]
    .filter((resource) => resource.includes('*'))
    .map((resource) => `AwsSolutions-IAM5[Resource::${resource}]`);
}

/** A resource as cdk-nag prints it, with names for what is not known before deployment. */
function printed(value: unknown): string {
  if (typeof value === 'string') return value;
  const { Ref, 'Fn::GetAtt': attribute, 'Fn::Join': join } = value as Record<string, unknown>;
  if (Array.isArray(join)) return (join[1] as unknown[]).map(printed).join('');
  return `<${Array.isArray(attribute) ? attribute.join('.') : Ref}>`;
}
