import { Template } from 'aws-cdk-lib/assertions';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Duration, type Stack } from 'aws-cdk-lib/core';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  dependencyLatency,
  type Experiment,
  type FaultExperiments,
  faultInjectionTags,
  instanceLoss,
  regionIsolation,
  writerFailover,
  zonePowerInterruption,
} from '../../../constructs/chaos/index.ts';
import { testStack } from '../../support/app.ts';
import { findings, unacknowledged } from '../../support/compliance.ts';
import { catalogue, experiments, groupArn, targetsStack, templatesIn, zone } from './support.ts';

const tags = faultInjectionTags('shop');
const named = catalogue.map((experiment) => [experiment.name, experiment] as const);

let stack: Stack;
let construct: FaultExperiments;
let template: Template;
let templates: ReturnType<typeof templatesIn>;

beforeAll(() => {
  ({ stack, construct } = experiments());
  template = Template.fromStack(stack);
  templates = templatesIn(stack);
});

describe.each(named)('%s', (name, experiment) => {
  // biome-ignore lint/suspicious/noExplicitAny: JSON of unknown shape
  const resource = (): any => templates.get(name);
  const properties = () => resource().Properties;

  test('ends when users are hurt', () => {
    expect(properties().StopConditions).toEqual([
      {
        Source: 'aws:cloudwatch:alarm',
        Value: { 'Fn::GetAtt': [expect.stringMatching(/^UsersHurt/), 'Arn'] },
      },
    ]);
  });

  test('does not pass when there is nothing to disturb', () => {
    expect(properties().ExperimentOptions).toEqual({
      AccountTargeting: 'single-account',
      EmptyTargetResolutionMode: 'fail',
    });
  });

  test('disturbs nothing but what has the tags of the service', () => {
    const targets = Object.values<Record<string, unknown>>(properties().Targets);
    expect(targets.length).toBeGreaterThan(0);
    for (const target of targets) {
      expect(target.ResourceTags).toMatchObject(tags);
      expect(target.ResourceArns).toBeUndefined();
    }
  });

  test('says what is expected', () => {
    const description: string = properties().Description;
    expect(description).toBe(
      `Hypothesis: ${experiment.hypothesis} Steady state: ${experiment.steadyState}`,
    );
    expect(description.length).toBeLessThanOrEqual(512);
    expect(experiment.preconditions.length).toBeGreaterThan(0);
    for (const { description: what } of Object.values(experiment.actions)) {
      expect(what).toMatch(/^[A-Z].{10,}/);
    }
  });

  test('logs to the encrypted group', () => {
    expect(properties().LogConfiguration).toEqual({
      LogSchemaVersion: 2,
      CloudWatchLogsConfiguration: {
        LogGroupArn: { 'Fn::GetAtt': [expect.stringMatching(/^ChaosLogs/), 'Arn'] },
      },
    });
    expect(properties().ExperimentReportConfiguration).toBeUndefined();
  });

  test('is created with its own role, after the role can do what it needs', () => {
    const [role, policy] = roleAndPolicy(name);
    expect(properties().RoleArn).toEqual({ 'Fn::GetAtt': [role, 'Arn'] });
    expect(resource().DependsOn).toContain(policy);
  });

  test('can change only what has the tags of the service, or is named', () => {
    const [, policy] = roleAndPolicy(name);
    const statements: Statement[] =
      template.toJSON().Resources[policy].Properties.PolicyDocument.Statement;
    const changing = statements.filter(
      ({ Action }) => [Action].flat().filter((action) => !harmless.test(action)).length > 0,
    );
    expect(changing.length > 0 || experiment.managedPolicies !== undefined).toBe(true);
    for (const { Action, Resource, Condition } of changing) {
      const limited =
        JSON.stringify(Condition?.StringEquals) ===
          JSON.stringify({
            'aws:ResourceTag/resilience:fis-enabled': 'true',
            'aws:ResourceTag/resilience:service': 'shop',
          }) ||
        Condition?.['ForAllValues:StringEquals'] !== undefined ||
        [Resource].flat().every((resource) => namesOne(text(resource)));
      expect([Action, limited]).toEqual([Action, true]);
    }
  });

  test('is plain data', () => {
    expect(JSON.parse(JSON.stringify(experiment))).toEqual(experiment);
  });
});

describe('the targets', () => {
  const targetTypes: Record<string, string> = {
    'aws:ec2:instance': 'AWS::AutoScaling::AutoScalingGroup',
    'aws:ec2:autoscaling-group': 'AWS::AutoScaling::AutoScalingGroup',
    'aws:ec2:subnet': 'AWS::EC2::Subnet',
    'aws:rds:cluster': 'AWS::RDS::DBCluster',
    'aws:elasticache:replicationgroup': 'AWS::ElastiCache::ReplicationGroup',
    'aws:s3:bucket': 'AWS::S3::Bucket',
    'aws:dynamodb:global-table': 'AWS::DynamoDB::GlobalTable',
  };
  const targets = catalogue.flatMap(({ name, targets }) =>
    Object.entries(targets).map(([target, { resourceType, taggedFor }]) => ({
      of: `${target} of ${name}`,
      resourceType,
      taggedFor,
    })),
  );
  let service: Template;
  beforeAll(() => {
    service = Template.fromStack(targetsStack());
  });

  function tagged(type: string, experiment?: string): string[] {
    const wanted = Object.entries(faultInjectionTags('shop', experiment));
    return Object.entries(service.findResources(targetTypes[type] ?? type)).flatMap(
      ([id, { Properties = {} }]) => {
        const list = Properties.Tags ?? Properties.Replicas?.[0].Tags ?? [];
        const found = Object.fromEntries(
          list.map(({ Key, Value }: { Key: string; Value: string }) => [Key, Value]),
        );
        return wanted.every(([key, value]) => found[key] === value) ? [id] : [];
      },
    );
  }

  test.each(targets)('$of are found by the tags that are put on a service', (target) => {
    expect(tagged(target.resourceType, target.taggedFor)).not.toEqual([]);
  });

  test('of the loss of a Region are tagged for it: no logs, and no subnet that calls nobody', () => {
    expect(tagged('aws:s3:bucket')).toEqual(tagged('aws:s3:bucket', 'region-isolation'));
    expect(tagged('aws:s3:bucket')).toEqual([expect.stringMatching(/^Objects/)]);
    expect(tagged('aws:ec2:subnet')).toHaveLength(4);
    expect(tagged('aws:ec2:subnet', 'region-isolation')).toEqual([
      expect.stringMatching(/^VpcPrivateSubnet1/),
      expect.stringMatching(/^VpcPrivateSubnet2/),
    ]);
  });

  test('are instances of a group, which hands its tags on to them', () => {
    const [group] = Object.values(service.findResources('AWS::AutoScaling::AutoScalingGroup'));
    for (const tag of group?.Properties.Tags ?? []) {
      if (tag.Key in tags) expect(tag.PropagateAtLaunch).toBe(true);
    }
  });
});

describe('quotas of AWS FIS', () => {
  test.each(catalogue.filter(({ name }) => !name.startsWith('cache-')))(
    'are a precondition of each action of $name',
    ({ actions, preconditions }) => {
      for (const { actionId } of Object.values(actions)) {
        if (/elasticache|dynamodb/.test(actionId)) continue;
        expect(preconditions.join('\n')).toMatch(new RegExp(`${actionId}.*quota L-[0-9A-F]{8}`));
      }
    },
  );

  test('are said to be raised where an experiment takes more than they allow', () => {
    expect(instanceLoss(6).preconditions).toContain(
      'The quota L-3F98B425 of AWS FIS was raised from 5 to 6 instances for aws:ec2:stop-instances.',
    );
    expect(instanceLoss(5).preconditions.join()).not.toContain('was raised from');
  });
});

test('the failover of the writer says that it starts only where the writer is', () => {
  expect(writerFailover().preconditions.join()).toContain('starts only where the writer is');
});

test('only FIS assumes the roles, for experiments of this account and Region', () => {
  const roles = Object.entries(template.findResources('AWS::IAM::Role')).filter(([id]) =>
    id.startsWith('Chaos'),
  );
  expect(roles).toHaveLength(catalogue.length);
  for (const [, { Properties }] of roles) {
    const [statement] = Properties.AssumeRolePolicyDocument.Statement;
    expect(statement).toEqual({
      Action: 'sts:AssumeRole',
      Effect: 'Allow',
      Principal: { Service: 'fis.amazonaws.com' },
      Condition: {
        StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
        ArnLike: {
          'aws:SourceArn': {
            'Fn::Join': [
              '',
              ['arn:aws:fis:eu-west-1:', { Ref: 'AWS::AccountId' }, ':experiment/*'],
            ],
          },
        },
      },
    });
  }
});

test('the log is encrypted, kept for a year, and outlives the stack', () => {
  template.hasResource('AWS::Logs::LogGroup', {
    Properties: { RetentionInDays: 365, KmsKeyId: {} },
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
  });
});

describe('compliance', () => {
  test('is complete', () => {
    expect(unacknowledged(construct)).toEqual([]);
  });

  test('acknowledges wildcards in policies, and the policy of AWS for networks', () => {
    const acknowledged = findings(construct).map(({ ruleId }) => ruleId.replace(/\[.*/, ''));
    expect([...new Set(acknowledged)].sort()).toEqual(['AwsSolutions-IAM4', 'AwsSolutions-IAM5']);
  });
});

describe('an Availability Zone that loses its power', () => {
  const experiment = zonePowerInterruption({
    availabilityZone: zone,
    instances: 3,
    groupArns: [groupArn],
  });

  test('loses instances, launches, connections, the writer and the cache', () => {
    expect(Object.values(experiment.actions).map(({ actionId }) => actionId)).toEqual([
      'aws:ec2:stop-instances',
      'aws:ec2:asg-insufficient-instance-capacity-error',
      'aws:network:disrupt-connectivity',
      'aws:rds:failover-db-cluster',
      'aws:elasticache:replicationgroup-interrupt-az-power',
    ]);
  });

  test('loses them in that zone alone', () => {
    const { instances, subnets, database, cache } = experiment.targets;
    expect(instances?.filters).toContainEqual({
      path: 'Placement.AvailabilityZone',
      values: [zone],
    });
    expect(subnets?.parameters).toEqual({ availabilityZoneIdentifier: zone });
    expect(database?.parameters).toEqual({ writerAvailabilityZoneIdentifiers: zone });
    expect(cache?.parameters).toEqual({ availabilityZoneIdentifier: zone });
    expect(experiment.actions['hold-launches']?.parameters).toMatchObject({
      availabilityZoneIdentifiers: zone,
      duration: 'PT30M',
    });
  });

  test('may hold back launches of the named groups only', () => {
    const injection = experiment.permissions.find(({ actions }) =>
      actions.includes('ec2:InjectApiError'),
    );
    expect(injection?.conditions).toEqual({
      'ForAnyValue:StringEquals': {
        'ec2:FisActionId': ['aws:ec2:asg-insufficient-instance-capacity-error'],
      },
      'ForAllValues:StringEquals': { 'ec2:FisTargetArns': [groupArn] },
    });
  });

  test('does so for the given time', () => {
    const { actions } = zonePowerInterruption({
      availabilityZone: zone,
      instances: 3,
      groupArns: [],
      duration: Duration.hours(1),
    });
    expect(actions['interrupt-cache']?.parameters).toEqual({ duration: 'PT1H' });
    expect(actions['break-connections']?.parameters).toEqual({ scope: 'all', duration: 'PT2M' });
  });
});

describe('a Region that is lost', () => {
  const all = regionIsolation({
    otherRegion: 'eu-central-1',
    bucketNames: ['objects'],
    tableNames: ['sessions'],
    duration: Duration.minutes(45),
  });

  test('is not reached, and gets no objects and no items', () => {
    expect(
      Object.values(all.actions).map(({ actionId, parameters }) => [actionId, parameters]),
    ).toEqual([
      [
        'aws:network:route-table-disrupt-cross-region-connectivity',
        { region: 'eu-central-1', duration: 'PT45M' },
      ],
      ['aws:s3:bucket-pause-replication', { region: 'eu-central-1', duration: 'PT45M' }],
      ['aws:dynamodb:global-table-pause-replication', { duration: 'PT45M' }],
    ]);
  });

  test('is only not reached by a service without objects and items', () => {
    const { targets, actions, permissions } = regionIsolation({ otherRegion: 'eu-central-1' });
    expect(Object.keys(targets)).toEqual(['subnets']);
    expect(Object.keys(actions)).toEqual(['disconnect']);
    expect(permissions).toEqual([]);
  });
});

test('a slow dependency is slow from the instances, for as long as the command runs', () => {
  const { actions } = dependencyLatency({
    dependency: 'payments',
    sources: ['payments.example.com', 'S3'],
    instances: 2,
    delay: Duration.millis(500),
    duration: Duration.minutes(5),
  });
  const { documentArn, documentParameters, duration } = actions.delay?.parameters ?? {};
  expect(documentArn).toMatch(/:document\/AWSFIS-Run-Network-Latency-Sources$/);
  expect(JSON.parse(documentParameters ?? '')).toEqual({
    DelayMilliseconds: '500',
    DurationSeconds: '300',
    InstallDependencies: 'True',
    Sources: 'payments.example.com,S3',
    TrafficType: 'egress',
  });
  expect(duration).toBe('PT5M');
});

test('as many instances are reached as are asked for, however many there are', () => {
  const reached = (name: string) =>
    catalogue.find((experiment) => experiment.name.startsWith(name))?.targets.instances;
  expect(reached('instance-loss')?.selectionMode).toBe('COUNT(3)');
  expect(reached('zone-power-interruption')?.selectionMode).toBe('COUNT(3)');
  expect(reached('dependency-latency')?.selectionMode).toBe('COUNT(5)');
});

test('reports go to the given bucket, below the name of the experiment', () => {
  const reportBucket = s3.Bucket.fromBucketName(testStack(), 'Reports', 'shop-reports');
  const reporting = experiments({ experiments: [writerFailover()], reportBucket });
  const [only] = templatesIn(reporting.stack).values();
  expect(only?.Properties.ExperimentReportConfiguration).toEqual({
    Outputs: {
      ExperimentReportS3Configuration: { BucketName: 'shop-reports', Prefix: 'writer-failover' },
    },
  });
  const policies = JSON.stringify(
    Template.fromStack(reporting.stack).findResources('AWS::IAM::ManagedPolicy'),
  );
  expect(policies).toContain('arn:aws:s3:::shop-reports/writer-failover/*');
  expect(unacknowledged(reporting.construct)).toEqual([]);
});

describe('fails', () => {
  const all = (selectionMode: string) => ({ resourceType: 'aws:rds:cluster', selectionMode });
  const broken = (changes: Partial<Experiment>): Experiment => ({
    ...writerFailover(),
    ...changes,
  });
  const cases: [string, Parameters<typeof experiments>[0]][] = [
    ["'stopAlarms' must be 1 to 5 alarms", { stopAlarms: [] }],
    ["'experiments' must have at least one, got none", { experiments: [] }],
    [
      "'service' must be the value of the tag resilience:service, got an empty string",
      { service: '' },
    ],
    [
      "'experiments' must have names of lower-case letters, digits and hyphens, each once, got 'writer-failover'",
      { experiments: [writerFailover(), writerFailover()] },
    ],
    ["got 'Writer Failover'", { experiments: [broken({ name: 'Writer Failover' })] }],
    [
      'must define the targets and actions that its actions name, got writer-failover with cluster, before',
      {
        experiments: [
          broken({
            actions: {
              ...writerFailover().actions,
              other: {
                actionId: 'aws:rds:failover-db-cluster',
                description: 'Again',
                targets: { Clusters: 'cluster' },
                startAfter: ['before'],
              },
            },
          }),
        ],
      },
    ],
    [
      'must select ALL, COUNT(n) or PERCENT(1 to 100) of its targets, got writer-failover with PERCENT(101)',
      { experiments: [broken({ targets: { database: all('PERCENT(101)') } })] },
    ],
    ['got instance-loss with COUNT(0)', { experiments: [instanceLoss(0)] }],
    [
      'must use each of its targets, got writer-failover with idle',
      {
        experiments: [
          broken({
            targets: {
              ...writerFailover().targets,
              idle: { resourceType: 'aws:ec2:instance', selectionMode: 'ALL' },
            },
          }),
        ],
      },
    ],
    [
      'must state hypothesis and steady state in 485 characters together, got writer-failover with',
      { experiments: [broken({ hypothesis: 'x'.repeat(500) })] },
    ],
    [
      'must have at least one target and one action, got writer-failover with none',
      { experiments: [broken({ targets: {}, actions: {} })] },
    ],
  ];

  test.each(cases)('%s', (message, props) => {
    expect(() => experiments(props)).toThrow(message);
  });
});

interface Statement {
  readonly Action: string | string[];
  readonly Resource: unknown;
  readonly Condition?: Record<string, Record<string, unknown>>;
}

/** Reads, and what delivers logs: neither changes a target. */
const harmless = /:(Describe|List|Get)|^logs:|^ssm:CancelCommand$/;

/** The logical ids of an experiment's role and policy. */
function roleAndPolicy(name: string): [string, string] {
  const ids = Object.keys(template.toJSON().Resources);
  const prefix = `Chaos${name.replaceAll('-', '')}Role`;
  const policy = ids.find((id) => id.startsWith(`${prefix}Policy`)) ?? '';
  const role = ids.find((id) => id.startsWith(prefix) && id !== policy) ?? '';
  return [role, policy];
}

/** An ARN of one resource, or of what belongs to one: not of all of a type. */
function namesOne(arn: string): boolean {
  return /:table\/[\w-]+\/stream\/\*$/.test(arn) || !arn.includes('*');
}

/** The text of an ARN with pseudo parameters in it. */
// biome-ignore lint/suspicious/noExplicitAny: JSON of unknown shape
function text(value: any): string {
  return typeof value === 'string'
    ? value
    : (value['Fn::Join']?.[1].map(text).join('') ?? `<${value.Ref}>`);
}
