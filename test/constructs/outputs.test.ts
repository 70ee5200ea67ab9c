import { Template } from 'aws-cdk-lib/assertions';
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as iam from 'aws-cdk-lib/aws-iam';
import { CfnResource, type Stack } from 'aws-cdk-lib/core';
import { beforeAll, describe, expect, test } from 'vitest';
import type {
  Canary,
  FaultExperiment,
  RegionSwitchPlan,
  ValkeyCache,
  WebFirewall,
} from '../../index.ts';
import { publicConstructs, standalone } from '../support/constructs.ts';

/** What a construct hands out that is an L1, which has neither grants nor metrics. */
const handedOut = publicConstructs.flatMap((name) => {
  const { it } = standalone(name);
  return Object.entries(it)
    .filter(([field]) => field !== 'node')
    .flatMap(([field, value]) => {
      const [resource] = [value].flat();
      return CfnResource.isCfnResource(resource)
        ? [{ name, field, type: resource.cfnResourceType, methods: methodsOf(it) }]
        : [];
    });
});

function methodsOf(it: object): string[] {
  const { prototype } = it.constructor;
  const members = [...Object.getOwnPropertyNames(prototype), ...Object.keys(it)];
  return members.filter((member) => /^(grant|metric|connections)/.test(member)).sort();
}

test.each(handedOut)(
  '$name.$field is an L1, since the CDK has no L2 of $type',
  async ({ type }) => {
    const [, service = '', resource = ''] = type.split('::');
    const module = await import(`aws-cdk-lib/aws-${service.toLowerCase()}`);
    expect(Object.keys(module)).toContain(`Cfn${resource}`);
    expect(Object.keys(module)).not.toContain(resource);
  },
);

test('what has no L2 behind it has grants and metrics of its own', () => {
  const lines = handedOut.map(
    ({ name, field, methods }) => `${name}.${field}: ${methods.join(' ')}`,
  );
  expect(lines).toMatchInlineSnapshot(`
    [
      "ValkeyCache.replicationGroup: connections grantConnect metric",
      "FaultExperiment.template: grantStart",
      "RegionSwitchPlan.plan: grantApprove grantExecute",
      "ZonalAutoshift.configurations: ",
      "WebFirewall.webAcl: metric metricAllowedRequests metricBlockedRequests",
    ]
  `);
});

/** What a role may do once it was granted something. */
function allowed(stack: Stack, grant: (role: iam.Role) => iam.Grant): unknown {
  const role = new iam.Role(stack, 'Grantee', { assumedBy: new iam.AccountRootPrincipal() });
  grant(role).assertSuccess();
  const policies = Template.fromStack(stack).findResources('AWS::IAM::Policy');
  const [policy] = Object.entries(policies)
    .filter(([id]) => id.startsWith('Grantee'))
    .map(([, { Properties }]) => Properties);
  return policy?.PolicyDocument.Statement;
}

describe('a Region switch plan', () => {
  const arn = { 'Fn::GetAtt': [expect.stringMatching(/^It/), 'Arn'] };

  test('can be executed by whom it is granted to, and no other plan can', () => {
    const { stack, it } = standalone('RegionSwitchPlan');
    expect(allowed(stack, (role) => (it as RegionSwitchPlan).grantExecute(role))).toEqual([
      {
        Effect: 'Allow',
        Action: [
          'arc-region-switch:CancelPlanExecution',
          'arc-region-switch:GetPlanExecution',
          'arc-region-switch:GetPlanInRegion',
          'arc-region-switch:ListPlanExecutionEvents',
          'arc-region-switch:ListPlanExecutions',
          'arc-region-switch:StartPlanExecution',
        ],
        Resource: arn,
      },
    ]);
  });

  test('can be approved without being started', () => {
    const { stack, it } = standalone('RegionSwitchPlan');
    expect(allowed(stack, (role) => (it as RegionSwitchPlan).grantApprove(role))).toEqual([
      {
        Effect: 'Allow',
        Action: [
          'arc-region-switch:ApprovePlanExecutionStep',
          'arc-region-switch:GetPlanExecution',
        ],
        Resource: arn,
      },
    ]);
  });
});

test('an experiment can be started by whom it is granted to, and no other one can', () => {
  const { stack, it } = standalone('FaultExperiment');
  expect(allowed(stack, (role) => (it as FaultExperiment).grantStart(role))).toEqual([
    {
      Effect: 'Allow',
      Action: 'fis:StartExperiment',
      Resource: [
        {
          'Fn::Join': [
            '',
            [
              expect.anything(),
              expect.anything(),
              ':experiment-template/',
              { Ref: expect.stringMatching(/^It/) },
            ],
          ],
        },
        { 'Fn::Join': ['', [expect.anything(), expect.anything(), ':experiment/*']] },
      ],
    },
  ]);
});

describe('metrics', () => {
  let firewall: WebFirewall;
  let webAcl: { Properties: { VisibilityConfig: { MetricName: string } } } | undefined;

  beforeAll(() => {
    const { stack, it } = standalone('WebFirewall');
    firewall = it as WebFirewall;
    [webAcl] = Object.values(Template.fromStack(stack).findResources('AWS::WAFv2::WebACL')) as [
      typeof webAcl,
    ];
  });

  test('of a firewall are those of its web ACL, over all rules or one', () => {
    const dimensions = {
      WebACL: webAcl?.Properties.VisibilityConfig.MetricName,
      Region: 'eu-west-1',
      Rule: 'ALL',
    };
    expect(firewall.metricBlockedRequests()).toMatchObject({
      namespace: 'AWS/WAFV2',
      metricName: 'BlockedRequests',
      statistic: 'Sum',
      dimensions,
    });
    expect(firewall.metricAllowedRequests().metricName).toBe('AllowedRequests');
    expect(
      firewall.metric('CountedRequests', { dimensionsMap: { Rule: 'RateLimit' } }).dimensions,
    ).toEqual({ ...dimensions, Rule: 'RateLimit' });
  });

  test('of two firewalls in a Region are told apart', () => {
    const { it } = standalone('LoadBalancedService');
    const other = (it as unknown as { firewall: WebFirewall }).firewall.metricBlockedRequests();
    expect(other.dimensions?.WebACL).not.toBe(firewall.metricBlockedRequests().dimensions?.WebACL);
  });

  test('of a cache are those of the node on which they are highest', () => {
    const { stack, it } = standalone('ValkeyCache');
    const metric = (it as ValkeyCache).metric('EngineCPUUtilization', { label: 'CPU' });
    expect(metric.label).toBe('CPU');
    const nodes = Object.values(metric.usingMetrics) as cloudwatch.Metric[];
    expect(metric.expression).toBe(`MAX([${Object.keys(metric.usingMetrics).join(', ')}])`);
    expect(
      nodes.map(({ metricName, dimensions }) => [metricName, stack.resolve(dimensions)]),
    ).toEqual(
      ['-001', '-002'].map((node) => [
        'EngineCPUUtilization',
        { CacheClusterId: { 'Fn::Join': ['', [{ Ref: expect.stringMatching(/^It/) }, node]] } },
      ]),
    );
  });

  test('of a canary are those of a name', () => {
    const canary = standalone('Canary').it as Canary;
    const dimensions = { HostName: 'eu-central-1.shop.example.com' };
    expect(canary.metricSuccess(dimensions.HostName)).toMatchObject({
      metricName: 'Success',
      statistic: 'Average',
      dimensions,
    });
    expect(canary.metricDuration(dimensions.HostName, { label: 'Slowest' })).toMatchObject({
      metricName: 'Duration',
      statistic: 'Maximum',
      label: 'Slowest',
      dimensions,
    });
  });
});
