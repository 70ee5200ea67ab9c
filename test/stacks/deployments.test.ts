import { describe, expect, test } from 'vitest';
import {
  asList,
  asNumber,
  asString,
  type ResourceGraph,
  type ResourceNode,
  targetOf,
} from '../../lib/assembly/index.ts';
import { planFor, type StrategyName, strategies } from '../../lib/strategies/index.ts';
import { configOver, configWith } from '../support/config.ts';
import { graphOfConfig } from '../support/graph.ts';
import { synthesize } from '../support/templates.ts';

const GROUP = 'AWS::AutoScaling::AutoScalingGroup';
const ALARM = 'AWS::CloudWatch::Alarm';

const graphs = new Map(
  strategies.map(({ name }) => [name, graphOfConfig(configWith({ strategy: name }))]),
);
const graphOf = (strategy: StrategyName) => graphs.get(strategy) as ResourceGraph;

function preference(graph: ResourceGraph, group: ResourceNode, name: string) {
  return graph.attribute(
    group,
    'UpdatePolicy',
    'AutoScalingInstanceRefresh',
    'Preferences',
    ...name.split('.'),
  );
}

function known(graph: ResourceGraph, group: ResourceNode, name: string): number {
  const value = asNumber(preference(graph, group, name));
  if (value.state !== 'known') throw new Error(`${group.id}: ${name} is ${value.state}`);
  return value.value;
}

/** The alarms that a deployment of the group has to get past; undefined for a name of no alarm. */
function gateOf(graph: ResourceGraph, group: ResourceNode): (ResourceNode | undefined)[] {
  const alarms = asList(preference(graph, group, 'AlarmSpecification.Alarms'));
  return alarms.state === 'known' ? alarms.value.map((one) => targetOf(graph, one, [ALARM])) : [];
}

/** Seconds until an alarm has seen what its metrics show: the longest period, times its number. */
function detection(graph: ResourceGraph, alarm: ResourceNode): number {
  const periods = [...JSON.stringify(alarm.raw).matchAll(/"Period":(\d+)/g)].map(([, n]) =>
    Number(n),
  );
  const times = asNumber(graph.get(alarm, 'EvaluationPeriods'));
  return Math.max(...periods) * (times.state === 'known' ? times.value : Number.NaN);
}

describe.each(strategies.map(({ name }) => name))('%s', (strategy) => {
  const graph = graphOf(strategy);
  const groups = graph.resourcesOf(GROUP);
  const serving = planFor(configWith({ strategy })).regions.filter(({ service }) => service);

  test('every Region that holds the service has its two groups', () => {
    expect(groups).toHaveLength(2 * serving.length);
  });

  test.each(groups)(
    '$id is deployed by an instance refresh alone, which keeps all instances',
    (group) => {
      expect(graph.attribute(group, 'UpdatePolicy', 'AutoScalingRollingUpdate').kind).toBe(
        'absent',
      );
      expect(known(graph, group, 'MinHealthyPercentage')).toBe(100);
      expect(known(graph, group, 'MaxHealthyPercentage')).toBeGreaterThan(100);
    },
  );

  test.each(groups)(
    '$id is gated by alarms of its own Region that act and say what silence means',
    (group) => {
      const gate = gateOf(graph, group);
      expect(gate.length).toBeGreaterThanOrEqual(3);
      expect(gate.length).toBeLessThanOrEqual(10);
      for (const alarm of gate) {
        expect(alarm?.region).toBe(group.region);
        if (alarm === undefined) continue;
        // Anything else leaves an alarm without a state, and no deployment begins.
        expect(asString(graph.get(alarm, 'TreatMissingData'))).toMatchObject({
          value: expect.stringMatching(/^(notB|b)reaching$/),
        });
        const actions = asList(graph.get(alarm, 'AlarmActions'));
        expect(actions.state === 'known' && actions.value.length).toBe(1);
      }
    },
  );

  test.each(groups)(
    '$id has alarms that exist before it is updated, and do not wait for it',
    (group) => {
      for (const alarm of gateOf(graph, group)) {
        expect(alarm?.stack.id).toBe(group.stack.id);
        expect(group.raw).toHaveProperty('DependsOn', expect.arrayContaining([alarm?.logicalId]));
        expect(JSON.stringify(alarm?.raw)).not.toContain(`"${group.logicalId}"`);
      }
    },
  );

  test.each(groups)('$id is watched for longer than the slowest of its alarms takes', (group) => {
    const gate = gateOf(graph, group).filter((alarm) => alarm !== undefined);
    const slowest = Math.max(...gate.map((alarm) => detection(graph, alarm)));
    expect(slowest).toBeGreaterThan(0);
    expect(known(graph, group, 'CheckpointDelay')).toBeGreaterThanOrEqual(slowest);
    expect(known(graph, group, 'BakeTime')).toBeGreaterThanOrEqual(slowest);
  });

  test.each(groups)(
    '$id begins with one instance of up to a hundred, and replaces all',
    (group) => {
      const percentages = asList(preference(graph, group, 'CheckpointPercentages'));
      const values = percentages.state === 'known' ? percentages.value.map(asNumber) : [];
      expect(values).toMatchObject([{ value: 1 }, { value: 100 }]);
    },
  );

  test.each(groups)(
    '$id holds new instances back until they say that they have started',
    (group) => {
      const hooks = graph
        .referrers(group)
        .map(({ from }) => from)
        .filter(({ type }) => type === 'AWS::AutoScaling::LifecycleHook')
        .map((hook) => [
          asString(graph.get(hook, 'LifecycleTransition')),
          asString(graph.get(hook, 'DefaultResult')),
        ]);
      expect(hooks).toContainEqual([
        expect.objectContaining({ value: 'autoscaling:EC2_INSTANCE_LAUNCHING' }),
        expect.objectContaining({ value: 'ABANDON' }),
      ]);
    },
  );

  test('one Region is deployed after the other, in the plan’s order', () => {
    const { deployments } = planFor(configWith({ strategy }));
    const stacks = synthesize(configWith({ strategy }));
    const services = deployments.order.map((region) => `evenkeel-${region}-service`);
    expect(services).toHaveLength(serving.length);
    for (const [index, name] of services.entries()) {
      const { dependencies = [] } = stacks.find((stack) => stack.name === name) ?? {};
      expect(dependencies).toEqual(expect.arrayContaining(services.slice(0, index)));
    }
  });
});

test('the first Region of the config is deployed last', () => {
  const { deployments } = planFor(configOver(3, { strategy: 'active-active' }));
  expect(deployments.order).toEqual(['us-east-1', 'eu-central-1', 'eu-west-1']);
});

test('a Region that holds nothing but backups has no deployment', () => {
  const { deployments } = planFor(configWith({ strategy: 'backup-and-restore' }));
  expect(deployments.order).toEqual(['eu-west-1']);
});

test('the waits of the config reach every group', () => {
  const graph = graphOfConfig(
    configWith({ deployments: { checkpointMinutes: 15, bakeMinutes: 60 } }),
  );
  for (const group of graph.resourcesOf(GROUP)) {
    expect(known(graph, group, 'CheckpointDelay')).toBe(900);
    expect(known(graph, group, 'BakeTime')).toBe(3600);
  }
});
