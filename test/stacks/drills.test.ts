import { describe, expect, test } from 'vitest';
import {
  asList,
  asNumber,
  asString,
  type ResourceGraph,
  type ResourceNode,
  targetOf,
} from '../../lib/assembly/index.ts';
import { strategies } from '../../lib/strategies/index.ts';
import { configWith } from '../support/config.ts';
import { graphOfConfig } from '../support/graph.ts';

/** The CloudFormation type of what an experiment's target selects. */
const typeOfTarget: Readonly<Record<string, string>> = {
  'aws:dynamodb:global-table': 'AWS::DynamoDB::GlobalTable',
  'aws:ec2:autoscaling-group': 'AWS::AutoScaling::AutoScalingGroup',
  // Instances are launched by a group, which gives them its tags.
  'aws:ec2:instance': 'AWS::AutoScaling::AutoScalingGroup',
  'aws:ec2:subnet': 'AWS::EC2::Subnet',
  'aws:elasticache:replicationgroup': 'AWS::ElastiCache::ReplicationGroup',
  'aws:rds:cluster': 'AWS::RDS::DBCluster',
  'aws:s3:bucket': 'AWS::S3::Bucket',
};

/**
 * What an action reaches by default when its targets are found by tags, and what its role needs: a
 * managed policy, or an IAM action.
 * https://docs.aws.amazon.com/general/latest/gr/fis.html
 * https://docs.aws.amazon.com/fis/latest/userguide/fis-actions-reference.html
 */
const actions: Readonly<Record<string, { readonly quota: number; readonly needs: string }>> = {
  'aws:ec2:asg-insufficient-instance-capacity-error': { quota: 5, needs: 'ec2:InjectApiError' },
  'aws:ec2:stop-instances': { quota: 5, needs: 'ec2:StopInstances' },
  'aws:ec2:terminate-instances': { quota: 5, needs: 'ec2:TerminateInstances' },
  'aws:elasticache:replicationgroup-interrupt-az-power': {
    quota: 5,
    needs: 'elasticache:InterruptClusterAzPower',
  },
  'aws:network:disrupt-connectivity': {
    quota: 5,
    needs: 'AWSFaultInjectionSimulatorNetworkAccess',
  },
  'aws:network:route-table-disrupt-cross-region-connectivity': {
    quota: 6,
    needs: 'AWSFaultInjectionSimulatorNetworkAccess',
  },
  'aws:rds:failover-db-cluster': { quota: 5, needs: 'rds:FailoverDBCluster' },
  'aws:s3:bucket-pause-replication': { quota: 20, needs: 's3:PauseReplication' },
  'aws:ssm:send-command': { quota: 5, needs: 'ssm:SendCommand' },
};

interface Target {
  readonly ResourceType: string;
  readonly SelectionMode: string;
  readonly ResourceTags?: Readonly<Record<string, string>>;
  readonly Filters?: readonly { readonly Path: string; readonly Values: readonly string[] }[];
  readonly Parameters?: { readonly availabilityZoneIdentifier?: string };
}

interface Action {
  readonly ActionId: string;
  readonly Targets: Readonly<Record<string, string>>;
}

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const propertiesOf = (node: ResourceNode) =>
  (node.raw as { Properties: Record<string, unknown> }).Properties;

const targetsOf = (experiment: ResourceNode) =>
  propertiesOf(experiment).Targets as Record<string, Target>;

/** A resource's tags, which some types have as a list and others as a mapping. */
function tagsOf(node: ResourceNode): Record<string, unknown> {
  const { Tags = [] } = propertiesOf(node);
  return Array.isArray(Tags)
    ? Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value]))
    : (Tags as Record<string, unknown>);
}

/** The resources that a target's tags and zone select, in the experiment's Region. */
function selected(
  graph: ResourceGraph,
  region: string | undefined,
  target: Target,
): ResourceNode[] {
  return graph.inRegion(region).filter((node) => {
    if (node.type !== typeOfTarget[target.ResourceType]) return false;
    const tags = tagsOf(node);
    const zone = target.Parameters?.availabilityZoneIdentifier;
    const inZone =
      node.type !== 'AWS::EC2::Subnet' ||
      zone === undefined ||
      propertiesOf(node).AvailabilityZone === zone;
    return (
      inZone &&
      Object.entries(target.ResourceTags ?? {}).every(([key, value]) => tags[key] === value)
    );
  });
}

/** How many there are to choose from: of a group's instances those that run at least. */
function available(graph: ResourceGraph, target: Target, found: readonly ResourceNode[]): number {
  if (target.ResourceType !== 'aws:ec2:instance') return found.length;
  const inZone = target.Filters?.some(({ Path }) => Path === 'Placement.AvailabilityZone');
  return found.reduce((sum, group) => {
    const minimum = asNumber(graph.get(group, 'MinSize'));
    const { VPCZoneIdentifier: subnets } = propertiesOf(group) as { VPCZoneIdentifier: unknown[] };
    const size = minimum.state === 'known' ? minimum.value : Number.NaN;
    return sum + (inZone ? Math.floor(size / subnets.length) : size);
  }, 0);
}

/** How many of those a run of the experiment reaches. */
function reached({ SelectionMode: mode }: Target, choice: number): number {
  const [, kind, number] = /^(ALL|COUNT|PERCENT)(?:\((\d+)\))?$/.exec(mode) ?? [];
  if (kind === 'ALL') return choice;
  return kind === 'COUNT' ? Number(number) : Math.floor((choice * Number(number)) / 100);
}

/** The policies of an experiment's role. */
function policiesOf(graph: ResourceGraph, experiment: ResourceNode) {
  const role = targetOf(graph, graph.get(experiment, 'RoleArn'), ['AWS::IAM::Role']);
  if (role === undefined) throw new Error(`${experiment.logicalId} has no role`);
  return {
    managed: JSON.stringify(propertiesOf(role).ManagedPolicyArns ?? []),
    own: graph
      .referrers(role)
      .map(({ from }) => from)
      .filter(({ type }) => type === 'AWS::IAM::ManagedPolicy'),
  };
}

/** What the ARNs of a type's resources contain, where a role names them by a pattern. */
const patterns: Readonly<Record<string, string>> = {
  'aws:ec2:instance': ':instance/*',
  'aws:elasticache:replicationgroup': ':replicationgroup:*',
  'aws:rds:cluster': ':cluster:*',
};

/** A text of CloudFormation with its functions written out. */
function written(value: unknown): string {
  if (typeof value === 'string') return value;
  const { Ref, 'Fn::Join': join } = value as { Ref?: string; 'Fn::Join'?: [string, unknown[]] };
  if (join !== undefined) return join[1].map(written).join(join[0]);
  return Ref === undefined ? JSON.stringify(value) : `<${Ref}>`;
}

/** Whether the role may do to a resource what an action does: by its tags, its name or its ARN. */
function mayActOn(
  graph: ResourceGraph,
  experiment: ResourceNode,
  { ActionId }: Action,
  { ResourceType: type }: Target,
  node: ResourceNode,
): boolean {
  const needs = actions[ActionId]?.needs ?? 'nothing that is known';
  const { managed, own } = policiesOf(graph, experiment);
  if (managed.includes(`/${needs}`)) return true;
  return own.some((policy) => {
    const { Statement: statements } = propertiesOf(policy).PolicyDocument as {
      Statement: Statement[];
    };
    return statements.some(({ Action: allowed, Resource, Condition = {} }, index) => {
      if (![allowed].flat().includes(needs)) return false;
      const resources = [Resource].flat().map(written);
      switch (type) {
        case 'aws:s3:bucket':
          // https://docs.aws.amazon.com/AmazonS3/latest/userguide/gpbucketnamespaces.html
          return resources.some((arn) =>
            arn.endsWith(
              `:s3:::${propertiesOf(node).BucketNamePrefix}-<AWS::AccountId>-${node.region}-an`,
            ),
          );
        case 'aws:ec2:autoscaling-group': {
          const at = ['PolicyDocument', 'Statement', index, 'Condition'] as const;
          const arns = asList(
            graph.get(policy, ...at, 'ForAllValues:StringEquals', 'ec2:FisTargetArns'),
          );
          return (
            arns.state === 'known' &&
            arns.value.some((arn) => targetOf(graph, arn, [node.type]) === node)
          );
        }
        default: {
          const tags = tagsOf(node);
          return (
            resources.some((arn) => arn.endsWith(patterns[type] ?? '?')) &&
            Object.entries(Condition.StringEquals ?? {}).every(
              ([key, value]) => tags[key.replace(/^aws:ResourceTag\//, '')] === value,
            )
          );
        }
      }
    });
  });
}

/** Every strategy with many instances, and the smallest service that there can be. */
const services = [
  ...strategies.map(({ name }) => ({ strategy: name, peakInstances: 149, peakWorkers: 61 })),
  ...strategies
    .filter(({ minimumRegions }) => minimumRegions === 1)
    .map(({ name }) => ({ strategy: name, peakInstances: 1, peakWorkers: 1 })),
];

describe.each(services)('$strategy, $peakInstances and $peakWorkers at the peak', (service) => {
  const graph = graphOfConfig(configWith(service));
  const experiments = graph.resourcesOf('AWS::FIS::ExperimentTemplate');
  const steps = experiments.flatMap((experiment) =>
    Object.values(propertiesOf(experiment).Actions as Record<string, Action>).flatMap((action) =>
      Object.values(action.Targets).map((name) => {
        const target = targetsOf(experiment)[name] as Target;
        const found = selected(graph, experiment.region, target);
        return { experiment, action, target, found, choice: available(graph, target, found) };
      }),
    ),
  );

  test('every Region in which something runs has its experiments', () => {
    const running = graph
      .resourcesOf('AWS::AutoScaling::AutoScalingGroup')
      .filter((group) => Number(propertiesOf(group).MinSize) > 0)
      .map(({ region }) => region);
    expect(new Set(experiments.map(({ region }) => region))).toEqual(new Set(running));
  });

  test('the writer is moved in each of them, since roles swap and templates do not', () => {
    const moving = experiments.filter(({ logicalId }) => logicalId.includes('writerfailover'));
    expect(new Set(moving.map(({ region }) => region))).toEqual(
      new Set(experiments.map(({ region }) => region)),
    );
  });

  test('each is stopped by an alarm of its own Region', () => {
    for (const experiment of experiments) {
      const conditions = propertiesOf(experiment).StopConditions as { Source: string }[];
      expect(conditions.length).toBeGreaterThan(0);
      for (const [index, { Source }] of conditions.entries()) {
        expect(Source).toBe('aws:cloudwatch:alarm');
        const alarm = targetOf(graph, graph.get(experiment, 'StopConditions', index, 'Value'), [
          'AWS::CloudWatch::Alarm',
        ]);
        expect(alarm?.region).toBe(experiment.region);
      }
    }
  });

  test('each finds as much as it asks for, and fails rather than testing nothing', () => {
    for (const experiment of experiments) {
      expect(propertiesOf(experiment).ExperimentOptions).toMatchObject({
        EmptyTargetResolutionMode: 'fail',
      });
    }
    const short = steps.filter(
      ({ target, choice }) => !(reached(target, choice) >= 1 && reached(target, choice) <= choice),
    );
    expect(steps.length).toBeGreaterThan(0);
    expect(short.map(shown)).toEqual([]);
  });

  test('no action reaches more than AWS FIS allows by tags', () => {
    const beyond = steps.filter(
      ({ action, target, choice }) =>
        !(reached(target, choice) <= (actions[action.ActionId]?.quota ?? 0)),
    );
    expect(beyond.map(shown)).toEqual([]);
  });

  test('each role may act on all that its experiment finds', () => {
    const refused = steps.flatMap(({ experiment, action, target, found }) =>
      found
        .filter((node) => !mayActOn(graph, experiment, action, target, node))
        .map((node) => `${experiment.logicalId} ${action.ActionId} ${node.id}`),
    );
    expect(refused).toEqual([]);
  });

  test('each says what it expects, and what is normal', () => {
    for (const experiment of experiments) {
      const description = asString(graph.get(experiment, 'Description'));
      expect(description.state === 'known' && description.value).toMatch(
        /Hypothesis: .+ Steady state: .+/,
      );
    }
  });

  test('no drill starts by itself', () => {
    const schedules = graph.resourcesOf('AWS::Scheduler::Schedule');
    expect(schedules.length).toBe(new Set(experiments.map(({ region }) => region)).size);
    for (const schedule of schedules) {
      expect(asString(graph.get(schedule, 'State'))).toMatchObject({ value: 'DISABLED' });
    }
  });

  test('where a Region can be cut off from another, what replicates to it is, and logs are not', () => {
    const isolations = steps.filter(({ experiment }) => experiment.logicalId.includes('isolation'));
    const buckets = isolations.filter(({ target }) => target.ResourceType === 'aws:s3:bucket');
    expect(buckets.length > 0).toBe(new Set(graph.resourcesOf('AWS::RDS::DBCluster')).size > 1);
    for (const { found } of buckets) {
      expect(found.map(({ logicalId }) => logicalId)).toEqual(['Objects5C3DE316']);
      for (const bucket of found) {
        expect(propertiesOf(bucket).ReplicationConfiguration).toBeDefined();
      }
    }
  });

  function shown({ experiment, action, target, choice }: (typeof steps)[number]): string {
    const { logicalId, region } = experiment;
    return `${region} ${logicalId} ${action.ActionId}: ${target.SelectionMode} of ${choice}`;
  }
});
