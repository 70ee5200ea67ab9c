import * as ssm from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';

/**
 * Publishes where things are, under names that are the same in every Region and with the values of
 * this one: what runs on the instances reads `/NAME/queue/url` wherever it is, and no Region's
 * configuration names another Region.
 */
export function publishParameters(
  scope: Construct,
  serviceName: string,
  values: Readonly<Record<string, string>>,
): void {
  for (const [name, stringValue] of Object.entries(values)) {
    new ssm.StringParameter(scope, `Parameter-${name}`, {
      parameterName: `/${serviceName}/${name}`,
      stringValue,
    });
  }
}
