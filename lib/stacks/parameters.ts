import * as ssm from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';

/**
 * Publishes where things are, under names that are the same in every Region and with the values of
 * this one: what runs on the instances reads `/NAME/queue/url` wherever it is, and no Region's
 * configuration names another Region.
 *
 * @returns the names of the parameters
 */
export function publishParameters(
  scope: Construct,
  serviceName: string,
  values: Readonly<Record<string, string>>,
): string[] {
  return Object.entries(values).map(([name, stringValue]) => {
    const parameterName = `/${serviceName}/${name}`;
    new ssm.StringParameter(scope, `Parameter-${name}`, { parameterName, stringValue });
    return parameterName;
  });
}
