import { Match, Template } from 'aws-cdk-lib/assertions';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Duration } from 'aws-cdk-lib/core';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  ComputeScaling,
  RecoveryApproach,
  type RegionSwitchPlanProps,
  recoveryCalls,
} from '../../../constructs/recovery/index.ts';
import { testStack } from '../../support/app.ts';
import { findings, unacknowledged } from '../../support/compliance.ts';
import { active, passive, plan, planIn, primary, regions, standby, world } from './support.ts';

const everything = ({ tiers, alarms, global }: ReturnType<typeof world>) => ({
  compute: ComputeScaling.beforeTraffic({ tiers }),
  alarms,
  approval: { role: iam.Role.fromRoleName(global, 'Approvers', 'incident-commanders') },
});

describe('a plan for a standby with everything', () => {
  let built: ReturnType<typeof plan>;
  let template: Template;
  // biome-ignore lint/suspicious/noExplicitAny: JSON of unknown shape
  let properties: any;

  beforeAll(() => {
    built = plan(everything);
    template = Template.fromStack(built.global);
    properties = planIn(built.global);
  });

  test('names the Regions, the preferred one as primary, and the objective', () => {
    expect(properties).toMatchObject({
      Name: 'shop',
      RecoveryApproach: 'activePassive',
      PrimaryRegion: primary,
      Regions: [primary, standby],
      RecoveryTimeObjectiveMinutes: 30,
    });
  });

  test('has one workflow that activates either Region', () => {
    expect(properties.Workflows).toHaveLength(1);
    expect(properties.Workflows[0].WorkflowTargetAction).toBe('activate');
    expect(properties.Workflows[0].WorkflowTargetRegion).toBeUndefined();
    // biome-ignore lint/suspicious/noExplicitAny: JSON of unknown shape
    const blocks = properties.Workflows[0].Steps.map((step: any) => [
      step.Name,
      step.ExecutionBlockType,
    ]);
    expect(blocks).toEqual([
      ['approve', 'ManualApproval'],
      ['promote-database-and-scale-web-and-scale-workers', 'Parallel'],
      ['shift-traffic', 'Route53HealthCheck'],
    ]);
  });

  test('loses data only when the execution is declared ungraceful', () => {
    const config = stepNamed(properties, 'promote-database').GlobalAuroraConfig;
    expect(config).toMatchObject({
      Behavior: 'switchoverOnly',
      Ungraceful: { Ungraceful: 'failover' },
      GlobalClusterIdentifier: 'shop',
      // A pause during a promotion would hold up the traffic that waits for it.
      TimeoutMinutes: 10,
    });
  });

  test('names the clusters of both Regions without a reference to their stacks', () => {
    const { DatabaseClusterArns } = stepNamed(properties, 'promote-database').GlobalAuroraConfig;
    const arn = (region: string) => ({
      'Fn::Join': [
        '',
        [`arn:aws:rds:${region}:`, { Ref: 'AWS::AccountId' }, `:cluster:shop-${region}`],
      ],
    });
    expect(DatabaseClusterArns).toEqual([arn(primary), arn(standby)]);
  });

  test.each(['web', 'workers'])('scales %s to what the other Region had', (tier) => {
    const config = stepNamed(properties, `scale-${tier}`).Ec2AsgCapacityIncreaseConfig;
    expect(config).toMatchObject({
      TargetPercent: 100,
      CapacityMonitoringApproach: 'sampledMaxInLast24Hours',
      // No load balancer serves these groups: there is nothing to wait for.
      WaitELBTargetGroupHealthy: 'disabled',
      Ungraceful: { MinimumSuccessPercentage: 66 },
      TimeoutMinutes: 15,
    });
    expect(config.Asgs).toHaveLength(2);
  });

  test('has the groups’ whole ARNs, from a weak reference to the stacks of the Regions', () => {
    const { Asgs } = stepNamed(properties, 'scale-web').Ec2AsgCapacityIncreaseConfig;
    expect(Asgs).toEqual(
      regions.map((region) => ({
        Arn: {
          'Fn::GetStackOutput': {
            StackName: `Service-${region}`,
            Region: region,
            OutputName: expect.stringMatching(/Web.*AutoScalingGroupARN/),
          },
        },
      })),
    );
  });

  test('moves the record whose sets are identified by Region', () => {
    expect(stepNamed(properties, 'shift-traffic').Route53HealthCheckConfig).toEqual({
      HostedZoneId: 'Z0123456789ABCDEFGHIJ',
      RecordName: 'app.example.com',
      RecordSets: regions.map((region) => ({ Region: region, RecordSetIdentifier: region })),
      TimeoutMinutes: 2,
    });
  });

  test('asks the given role for its approval', () => {
    const { ApprovalRole, TimeoutMinutes } = stepNamed(
      properties,
      'approve',
    ).ExecutionApprovalConfig;
    expect(JSON.stringify(ApprovalRole)).toContain(':role/incident-commanders');
    expect(TimeoutMinutes).toBe(5);
  });

  test('measures recoveries by the alarm of each Region, and starts none by itself', () => {
    expect(Object.keys(properties.AssociatedAlarms)).toEqual([
      `${primary}-health`,
      `${standby}-health`,
    ]);
    expect(properties.AssociatedAlarms[`${standby}-health`].AlarmType).toBe('applicationHealth');
    expect(properties.Triggers).toBeUndefined();
    expect(granted(template)).not.toContain('arc-region-switch:StartPlanExecution');
  });

  test('is created when its role can do what the steps need', () => {
    const [role] = Object.keys(template.findResources('AWS::IAM::ManagedPolicy')).filter((id) =>
      id.includes('Blocks'),
    );
    template.hasResource('AWS::ARCRegionSwitch::Plan', { DependsOn: Match.arrayWith([role]) });
  });

  test('the role may change what the steps change, there and nowhere else', () => {
    const called = built.construct.workflows
      .flatMap((workflow) => recoveryCalls(passive, workflow, standby))
      .filter(({ plane }) => plane === 'control')
      .map(({ api }) => api);
    const changing = statements(template).filter(({ Action }) =>
      [Action].flat().some((action) => !/:(Get|Describe|List|Simulate)/.test(action)),
    );
    expect(changing.flatMap(({ Action }) => Action).sort()).toEqual([...new Set(called)].sort());
    expect(changing.flatMap(({ Resource }) => Resource)).not.toContain('*');
    expect(JSON.stringify(changing)).not.toContain('*');
    // The global cluster and two clusters; two groups of two tiers.
    expect(changing.map(({ Resource }) => Resource.length)).toEqual([3, 4]);
  });

  test('only Region switch assumes the role', () => {
    template.hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Action: 'sts:AssumeRole',
            Effect: 'Allow',
            Principal: { Service: 'arc-region-switch.amazonaws.com' },
          },
        ],
      },
    });
  });

  test('no stack of a Region refers to the plan, or to another Region', () => {
    const outputs = built.app
      .synth()
      .stacks.filter(({ stackName }) => stackName.startsWith('Service-'))
      .map(({ template: stack }) => JSON.stringify(stack));
    expect(outputs).toHaveLength(2);
    for (const text of outputs) expect(text).not.toContain('Fn::GetStackOutput');
  });

  test('is compliant, with the acknowledged reads of everything', () => {
    expect(unacknowledged(built.global)).toEqual([]);
    expect(findings(built.global).map(({ ruleId, path }) => `${ruleId} ${path}`)).toEqual([
      'AwsSolutions-IAM5[Resource::*] Global/Recovery/ExecutionRole/Blocks/Resource',
      'AwsSolutions-IAM5[Resource::arn:aws:rds::<AWS::AccountId>:global-cluster:*] Global/Recovery/ExecutionRole/Blocks/Resource',
      'AwsSolutions-IAM5[Resource::arn:aws:rds:*:<AWS::AccountId>:cluster:*] Global/Recovery/ExecutionRole/Blocks/Resource',
    ]);
  });
});

describe('clusters of one’s own', () => {
  const clusterIn = (region: string, id: string, app = world().app) =>
    rds.DatabaseCluster.fromDatabaseClusterAttributes(testStack(app, id, region), 'Cluster', {
      clusterIdentifier: `orders-${region}`,
    });

  test('are promoted by their own ARNs, in the role as well', () => {
    const { global } = plan(({ app }) => ({
      database: {
        name: 'orders',
        clusters: Object.fromEntries(
          regions.map((region) => [region, clusterIn(region, `Data-${region}`, app)]),
        ),
      },
    }));
    const config = stepNamed(planIn(global), 'promote-database').GlobalAuroraConfig;
    expect(config.GlobalClusterIdentifier).toBe('orders');
    const text = JSON.stringify(config.DatabaseClusterArns);
    for (const region of regions) expect(text).toContain(`cluster:orders-${region}`);
    const promoting = statements(Template.fromStack(global)).find(({ Action }) =>
      [Action].flat().includes('rds:FailoverGlobalCluster'),
    );
    for (const region of regions) {
      expect(JSON.stringify(promoting?.Resource)).toContain(`cluster:orders-${region}`);
    }
  });

  test('fail where one is of another Region, or of none', () => {
    expect(() =>
      plan(({ app }) => {
        const cluster = clusterIn(primary, 'Data', app);
        return {
          database: { name: 'orders', clusters: { [primary]: cluster, [standby]: cluster } },
        };
      }),
    ).toThrow(
      "'database.clusters' must have the cluster of eu-west-1 and eu-central-1, each in its Region, got one of eu-west-1 for eu-central-1",
    );
    expect(() =>
      plan(({ app }) => ({
        database: { name: 'orders', clusters: { [primary]: clusterIn(primary, 'Data', app) } },
      })),
    ).toThrow("'database.clusters' must have the cluster of eu-west-1 and eu-central-1");
  });
});

describe('quotas', () => {
  const reading = ({ tiers }: ReturnType<typeof world>) => ({
    compute: ComputeScaling.beforeTraffic({ tiers }),
  });

  test('are compared between the Regions, which the role may read and never raise', () => {
    const { global } = plan(reading);
    const template = Template.fromStack(global);
    expect(planIn(global)?.ServiceQuotaChecksEnabled).toBe(true);
    expect(granted(template)).toEqual(
      expect.arrayContaining([
        'autoscaling:DescribeLaunchConfigurations',
        'ec2:DescribeInstances',
        'ec2:DescribeLaunchTemplateVersions',
        'servicequotas:GetServiceQuota',
      ]),
    );
    expect(granted(template)).not.toContain('servicequotas:RequestServiceQuotaIncrease');
  });
});

describe('reports', () => {
  test('go to the given bucket, of this account, with what its key needs', () => {
    const { global } = plan(({ global }) => ({
      reportBucket: new s3.Bucket(global, 'Reports', { encryption: s3.BucketEncryption.KMS }),
    }));
    expect(planIn(global)).toMatchObject({
      ReportConfiguration: {
        ReportOutput: [
          {
            S3Configuration: {
              BucketPath: { Ref: expect.stringMatching(/^Reports/) },
              BucketOwner: { Ref: 'AWS::AccountId' },
            },
          },
        ],
      },
    });
    const template = Template.fromStack(global);
    const reports = statements(template).filter(({ Action }) =>
      [Action].flat().some((action) => /^(s3|kms):/.test(action)),
    );
    expect(reports).toEqual([
      {
        Effect: 'Allow',
        Action: 's3:PutObject',
        Resource: {
          'Fn::Join': ['', [{ 'Fn::GetAtt': [expect.stringMatching(/^Reports/), 'Arn'] }, '/*']],
        },
      },
      {
        Effect: 'Allow',
        Action: ['kms:Encrypt', 'kms:GenerateDataKey'],
        Resource: { 'Fn::GetAtt': [expect.stringMatching(/^ReportsKey/), 'Arn'] },
      },
    ]);
  });

  test('are left out without a bucket', () => {
    expect(planIn(plan().global)?.ReportConfiguration).toBeUndefined();
  });
});

describe('alarms are read', () => {
  const read = (alarms: (places: ReturnType<typeof world>) => RegionSwitchPlanProps['alarms']) => {
    const { global } = plan((places) => ({ alarms: alarms(places) }));
    return statements(Template.fromStack(global)).find(({ Action }) =>
      [Action].flat().includes('cloudwatch:DescribeAlarms'),
    )?.Resource;
  };

  test('by name where they are alarms on metrics', () => {
    expect(read(({ alarms }) => alarms)).toHaveLength(2);
  });

  test('on everything where one is a composite alarm, which CloudWatch returns to nobody else', () => {
    expect(
      read(({ alarms, global }) => ({
        [primary]: alarms[primary] as cloudwatch.IAlarm,
        [standby]: new cloudwatch.CompositeAlarm(global, 'Composite', {
          alarmRule: cloudwatch.AlarmRule.fromBoolean(false),
        }),
      })),
    ).toBe('*');
  });

  test('on everything where an imported one may be a composite alarm', () => {
    const arn = `arn:aws:cloudwatch:${standby}:111122223333:alarm:impaired`;
    expect(
      read(({ alarms, global }) => ({
        [primary]: alarms[primary] as cloudwatch.IAlarm,
        [standby]: cloudwatch.Alarm.fromAlarmArn(global, 'Imported', arn),
      })),
    ).toBe('*');
  });
});

describe('a plan with the least', () => {
  test('moves traffic, and acknowledges nothing', () => {
    const { global } = plan(() => ({ database: undefined }));
    expect(planIn(global)?.Workflows[0].Steps.map(({ Name }: { Name: string }) => Name)).toEqual([
      'shift-traffic',
    ]);
    expect(planIn(global)?.AssociatedAlarms).toBeUndefined();
    expect(findings(global)).toEqual([]);
    expect(granted(Template.fromStack(global)).sort()).toEqual([
      'arc-region-switch:GetPlan',
      'arc-region-switch:GetPlanExecution',
      'arc-region-switch:ListPlanExecutions',
      'iam:SimulatePrincipalPolicy',
      'route53:ListResourceRecordSets',
    ]);
  });
});

describe('triggers', () => {
  const trigger = { minimumDelay: Duration.hours(2) };
  const leave = (action: string, impaired: string, healthy: string, target: string) => ({
    Action: action,
    TargetRegion: target,
    Description: `${impaired} is impaired and ${healthy} is not`,
    MinDelayMinutesBetweenExecutions: 120,
    Conditions: [
      { AssociatedAlarmName: `${impaired}-trigger`, Condition: 'red' },
      { AssociatedAlarmName: `${healthy}-trigger`, Condition: 'green' },
    ],
  });

  test('activate the standby while it is healthy, and never bring the service back', () => {
    const { global } = plan(({ alarms }) => ({ alarms, trigger }));
    expect(planIn(global)?.Triggers).toEqual([leave('activate', primary, standby, standby)]);
    expect(planIn(global)?.AssociatedAlarms[`${primary}-trigger`].AlarmType).toBe('trigger');
    expect(granted(Template.fromStack(global))).toContain('arc-region-switch:StartPlanExecution');
  });

  test('take out either Region of two that serve, while the other one is healthy', () => {
    const { global } = plan(({ alarms }) => ({ alarms, trigger, approach: active }));
    expect(planIn(global)?.Triggers).toEqual([
      leave('deactivate', primary, standby, primary),
      leave('deactivate', standby, primary, standby),
    ]);
  });
});

describe('a witness from outside', () => {
  const trigger = { minimumDelay: Duration.hours(2) };
  // What the other Region sees of each.
  const seen = ({ alarms }: ReturnType<typeof world>) => ({
    [primary]: alarms[standby] as never,
    [standby]: alarms[primary] as never,
  });

  test('tells of the Region that can report nothing of itself', () => {
    const { global } = plan((places) => ({ alarms: places.alarms, outsideAlarms: seen(places) }));
    const associated = planIn(global)?.AssociatedAlarms;
    expect(Object.keys(associated).sort()).toEqual(
      regions.flatMap((region) => [`${region}-health`, `${region}-outside`]).sort(),
    );
    expect(associated[`${primary}-outside`]).toEqual({
      ...associated[`${standby}-health`],
      AlarmType: 'applicationHealth',
    });
  });

  test('starts the plan as well as the Region’s own alarm, while the other Region is healthy', () => {
    const { global } = plan((places) => ({
      alarms: places.alarms,
      outsideAlarms: seen(places),
      trigger,
    }));
    const { Triggers, AssociatedAlarms } = planIn(global) ?? {};
    // biome-ignore lint/suspicious/noExplicitAny: JSON of unknown shape
    expect(Triggers.map(({ Conditions }: any) => Conditions)).toEqual(
      [`${primary}-trigger`, `${primary}-outside-trigger`].map((red) => [
        { AssociatedAlarmName: red, Condition: 'red' },
        { AssociatedAlarmName: `${standby}-trigger`, Condition: 'green' },
      ]),
    );
    expect(AssociatedAlarms[`${primary}-outside-trigger`].AlarmType).toBe('trigger');
  });

  test('is in another Region, and of one of the two', () => {
    expect(() => plan(({ alarms }) => ({ alarms, outsideAlarms: alarms }))).toThrow(
      "'outsideAlarms' must be in a different Region from the one that they judge, got one of its own for eu-west-1, eu-central-1",
    );
    const other = ({ alarms }: ReturnType<typeof world>) => ({
      'us-west-2': alarms[primary] as never,
    });
    expect(() => plan((places) => ({ outsideAlarms: other(places) }))).toThrow(
      "'outsideAlarms' must be of eu-west-1 or eu-central-1, got us-west-2",
    );
  });
});

describe('the health check of a Region', () => {
  const entry = (region: string) => `Z0123456789ABCDEFGHIJ:app.example.com:${region}:id-${region}`;

  test.each([
    { order: 'the order of the Regions', list: regions.map(entry) },
    { order: 'any other order', list: regions.map(entry).reverse() },
  ])('is found by its Region in $order', ({ list }) => {
    const { construct, global } = plan();
    for (const region of regions) {
      const value = global.resolve(construct.healthCheckId(region));
      expect(evaluated(value, list)).toBe(`id-${region}`);
    }
  });

  test('fails the deployment when the list is not what it was', () => {
    const { construct, global } = plan();
    const value = global.resolve(construct.healthCheckId(primary));
    expect(evaluated(value, ['id-1', 'id-2'])).toBeUndefined();
  });

  test('fails for a Region of no plan', () => {
    expect(() => plan().construct.healthCheckId('us-west-2')).toThrow(
      "'region' must be one of eu-west-1 and eu-central-1, got us-west-2",
    );
  });
});

describe('fails', () => {
  type Props = (places: ReturnType<typeof world>) => Partial<RegionSwitchPlanProps>;
  const cases: [string, Props][] = [
    [
      "'name' must be 1 to 32 letters, digits and hyphens, with no hyphen at either end, got 'shop-'",
      () => ({ name: 'shop-' }),
    ],
    [`got '${'a'.repeat(33)}'`, () => ({ name: 'a'.repeat(33) })],
    [
      "'approach' must name Regions by their code, got 'Ireland'",
      () => ({ approach: RecoveryApproach.activePassive('Ireland', standby) }),
    ],
    [
      "'approach' must name two Regions, got eu-west-1 twice",
      () => ({ approach: RecoveryApproach.activeActive(primary, primary) }),
    ],
    [
      "'traffic.recordName' must lie in the zone 'example.com', got 'app.example.org'",
      ({ zone }) => ({ traffic: { zone, recordName: 'app.example.org' } }),
    ],
    [
      "'recoveryTimeObjective' must be 1 to 10080 whole minutes, got 1 minute 30 seconds",
      () => ({ recoveryTimeObjective: Duration.seconds(90) }),
    ],
    [
      "'recoveryTimeObjective' must be longer than the 12 minutes after which an execution that hangs waits for a person at the latest (promote-database 10, shift-traffic 2), got 12:",
      () => ({ recoveryTimeObjective: Duration.minutes(12) }),
    ],
    [
      'must be longer than the 17 minutes after which an execution that hangs waits for a person at the latest (promote-database and scale-web and scale-workers 15, shift-traffic 2), got 10:',
      ({ tiers }) => ({
        recoveryTimeObjective: Duration.minutes(10),
        compute: ComputeScaling.beforeTraffic({ tiers }),
      }),
    ],
    [
      "timeouts must be 1 to 10080 whole minutes, got 30 seconds for 'database.timeout', 0 minutes for 'traffic.timeout'",
      ({ zone }) => ({
        database: { name: 'shop', timeout: Duration.seconds(30) },
        traffic: { zone, recordName: 'app.example.com', timeout: Duration.minutes(0) },
      }),
    ],
    [
      "'compute' must be left out of an active/active plan",
      ({ tiers }) => ({ approach: active, compute: ComputeScaling.beforeTraffic({ tiers }) }),
    ],
    [
      "'compute' must name at least one tier, got none",
      () => ({ compute: ComputeScaling.beforeTraffic({ tiers: {} }) }),
    ],
    [
      "'compute' must have a group of each tier in eu-west-1 and eu-central-1, got web in eu-west-1",
      ({ tiers: { web } }) => ({
        compute: ComputeScaling.beforeTraffic({
          tiers: { web: { [primary]: web[primary] as autoscaling.AutoScalingGroup } },
        }),
      }),
    ],
    [
      "'compute' must have groups that this app defines, since their ARNs have an id that nothing derives, got imported ones in web",
      ({ tiers: { web }, global }) => ({
        compute: ComputeScaling.beforeTraffic({
          tiers: {
            web: {
              ...web,
              [primary]: autoscaling.AutoScalingGroup.fromAutoScalingGroupName(
                global,
                'Old',
                'old',
              ),
            },
          },
        }),
      }),
    ],
    [
      "'alarms' must have one alarm for each of eu-west-1 and eu-central-1, got eu-west-1",
      ({ alarms }) => ({ alarms: { [primary]: alarms[primary] as never } }),
    ],
    [
      "'trigger' must have 'alarms' to follow, got none",
      () => ({ trigger: { minimumDelay: Duration.hours(1) } }),
    ],
    [
      "'trigger.minimumDelay' must be 1 to 10080 whole minutes, got 0 minutes",
      ({ alarms }) => ({ alarms, trigger: { minimumDelay: Duration.minutes(0) } }),
    ],
  ];

  test.each(cases)('%s', (message, props) => {
    expect(() => plan(props)).toThrow(message);
  });

  test('with all mistakes at once', () => {
    expect(() => plan(() => ({ name: '', recoveryTimeObjective: Duration.minutes(1) }))).toThrow(
      /'name'.*\n.*'recoveryTimeObjective'/,
    );
  });
});

/** The configuration of the step of that name, wherever it is. */
// biome-ignore lint/suspicious/noExplicitAny: JSON of unknown shape
function stepNamed({ Workflows }: any, name: string): any {
  // biome-ignore lint/suspicious/noExplicitAny: JSON of unknown shape
  const all = Workflows.flatMap(({ Steps }: any) => Steps).flatMap((step: any) => [
    step,
    ...(step.ExecutionBlockConfiguration.ParallelConfig?.Steps ?? []),
  ]);
  return all.find(({ Name }: { Name: string }) => Name === name).ExecutionBlockConfiguration;
}

interface Statement {
  readonly Action: string | string[];
  readonly Resource: string | unknown[];
}

function statements(template: Template): Statement[] {
  return Object.values(template.findResources('AWS::IAM::ManagedPolicy')).flatMap(
    ({ Properties }) => Properties.PolicyDocument.Statement,
  );
}

function granted(template: Template): string[] {
  return statements(template).flatMap(({ Action }) => Action);
}

/** What CloudFormation makes of an expression over the plan's health checks. */
// biome-ignore lint/suspicious/noExplicitAny: JSON of unknown shape
function evaluated(value: any, healthChecks: readonly string[]): any {
  if (typeof value !== 'object') return value;
  if (value['Fn::GetAtt']) {
    expect(value['Fn::GetAtt'][1]).toBe('PlanHealthChecks');
    return healthChecks;
  }
  if (value['Fn::Join']) {
    const [separator, list] = value['Fn::Join'];
    return evaluated(list, healthChecks).join(separator);
  }
  if (value['Fn::Split']) {
    const [separator, text] = value['Fn::Split'];
    return evaluated(text, healthChecks)?.split(separator) ?? [];
  }
  const [index, list] = value['Fn::Select'];
  return evaluated(list, healthChecks)[index];
}
