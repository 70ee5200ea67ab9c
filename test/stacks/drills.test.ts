import { describe, expect, test } from 'vitest';
import {
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

interface Target {
  readonly ResourceType: string;
  readonly ResourceTags?: Readonly<Record<string, string>>;
  readonly Parameters?: { readonly availabilityZoneIdentifier?: string };
}

const propertiesOf = (node: ResourceNode) =>
  (node.raw as { Properties: Record<string, unknown> }).Properties;

/** The resources that a target's tags and zone select, in the experiment's Region. */
function selected(
  graph: ResourceGraph,
  region: string | undefined,
  target: Target,
): ResourceNode[] {
  return graph.inRegion(region).filter((node) => {
    if (node.type !== typeOfTarget[target.ResourceType]) return false;
    const tags = JSON.stringify(propertiesOf(node).Tags ?? []);
    const zone = target.Parameters?.availabilityZoneIdentifier;
    const inZone =
      node.type !== 'AWS::EC2::Subnet' ||
      zone === undefined ||
      propertiesOf(node).AvailabilityZone === zone;
    return (
      inZone &&
      Object.entries(target.ResourceTags ?? {}).every(
        ([key, value]) => tags.includes(`"${key}"`) && tags.includes(`"${value}"`),
      )
    );
  });
}

describe.each(strategies.map(({ name }) => name))('%s', (strategy) => {
  const graph = graphOfConfig(configWith({ strategy }));
  const experiments = graph.resourcesOf('AWS::FIS::ExperimentTemplate');

  test('every Region in which something runs has its experiments', () => {
    const running = graph
      .resourcesOf('AWS::AutoScaling::AutoScalingGroup')
      .filter((group) => Number(propertiesOf(group).MinSize) > 0)
      .map(({ region }) => region);
    expect(new Set(experiments.map(({ region }) => region))).toEqual(new Set(running));
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

  test('each has targets that exist, and fails rather than testing nothing', () => {
    for (const experiment of experiments) {
      const { Targets, ExperimentOptions } = propertiesOf(experiment);
      expect(ExperimentOptions).toMatchObject({ EmptyTargetResolutionMode: 'fail' });
      const targets = Object.entries(Targets as Record<string, Target>);
      expect(targets.length).toBeGreaterThan(0);
      for (const [name, target] of targets) {
        const found = selected(graph, experiment.region, target);
        expect([experiment.logicalId, name, found.length > 0]).toEqual([
          experiment.logicalId,
          name,
          true,
        ]);
      }
    }
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
});
