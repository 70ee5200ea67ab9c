import { describe, expect, test } from 'vitest';
import { strategies } from '../../lib/strategies/index.ts';
import { configWith } from '../support/config.ts';
import { synthesize } from '../support/templates.ts';

interface Statement {
  readonly Action: string | string[];
  readonly Resource: unknown;
}

const noResource = 'the service authorization reference names no resource for it';
const inVpc =
  'Lambda makes the network interfaces of a function in a VPC, whose ids nobody knows before';

/**
 * Every action that a role may take on any resource, and why it is not narrower, by
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
const reasons: Readonly<Record<string, string>> = {
  'autoscaling:DescribeAutoScalingGroups': noResource,
  'autoscaling:DescribeAutoScalingInstances': noResource,
  'autoscaling:DescribeLaunchConfigurations': noResource,
  'cloudwatch:DescribeAlarmHistory': 'composite alarms are returned to nobody with less',
  'cloudwatch:DescribeAlarms': 'composite alarms are returned to nobody with less',
  'cloudwatch:GetMetricStatistics': noResource,
  'cloudwatch:PutMetricData': 'metrics are no resource; a condition limits the namespace',
  'ec2:AssignPrivateIpAddresses': inVpc,
  'ec2:CreateNetworkInterface': inVpc,
  'ec2:DeleteNetworkInterface': inVpc,
  'ec2:DescribeInstances': noResource,
  'ec2:DescribeLaunchTemplateVersions': noResource,
  'ec2:DescribeNetworkInterfaces': noResource,
  'ec2:DescribeSubnets': noResource,
  'ec2:InjectApiError': 'none is named; conditions limit the fault and the groups',
  'ec2:UnassignPrivateIpAddresses': inVpc,
  'elasticloadbalancing:DescribeTargetHealth': noResource,
  'logs:CreateLogDelivery': noResource,
  'logs:DescribeLogGroups': noResource,
  'logs:DescribeResourcePolicies': noResource,
  'logs:PutResourcePolicy': noResource,
  's3:ListAllMyBuckets': noResource,
  'servicequotas:GetServiceQuota': 'of which services is not documented',
  'ssm:CancelCommand': noResource,
  'ssm:ListCommands': noResource,
  'ssm:UpdateInstanceInformation':
    'the id of the instance that tells of itself is not known before',
  'ssmmessages:CreateControlChannel': noResource,
  'ssmmessages:CreateDataChannel': noResource,
  'ssmmessages:OpenControlChannel': noResource,
  'ssmmessages:OpenDataChannel': noResource,
  'tag:GetResources': noResource,
  'xray:PutTelemetryRecords': noResource,
  'xray:PutTraceSegments': noResource,
};

describe.each(strategies.map(({ name }) => name))('the roles of %s', (strategy) => {
  const statements = synthesize(configWith({ strategy })).flatMap(({ template }) =>
    Object.values(template.Resources)
      .filter(({ Type }) => /^AWS::IAM::(Managed)?Policy$|^AWS::IAM::Role$/.test(Type))
      .flatMap(({ Properties }) => documentsOf(Properties ?? {})),
  );

  test('may do on every resource what cannot be narrower, and nothing else', () => {
    const wide = statements
      .filter(({ Resource }) => [Resource].flat().includes('*'))
      .flatMap(({ Action }) => Action);
    expect(wide.length).toBeGreaterThan(0);
    expect([...new Set(wide)].filter((action) => !Object.hasOwn(reasons, action))).toEqual([]);
  });

  test('name each action', () => {
    const patterns = statements
      .flatMap(({ Action }) => Action)
      .filter((each) => each.includes('*'));
    // Grants of the CDK, which end in the kind of what is read or written.
    const granted =
      /^(kms:(ReEncrypt|GenerateDataKey)|s3:(GetObject|GetBucket|List|Abort|DeleteObject))\*$/;
    expect(patterns.filter((action) => !granted.test(action))).toEqual([]);
  });
});

function documentsOf(properties: Readonly<Record<string, unknown>>): Statement[] {
  const inline = (properties.Policies ?? []) as { readonly PolicyDocument: unknown }[];
  return [properties.PolicyDocument, ...inline.map(({ PolicyDocument }) => PolicyDocument)]
    .filter((document) => document !== undefined)
    .flatMap((document) => (document as { readonly Statement: Statement[] }).Statement);
}
