import { expect, test } from 'vitest';
import { graphOf } from '../../lib/assembly/index.ts';
import { review } from '../../lib/review/engine.ts';
import { createProfile } from '../../lib/review/profile.ts';
import { rules } from '../../lib/review/rules/index.ts';

/** Far above what it takes; what it guards against is time that grows with the square of the size. */
const SOON = 10_000;

/** Resources that rules ask about one by one: who sends to it, belongs to it, watches it. */
function manyOf(count: number): object {
  const resources = Array.from({ length: count }, (_, i) => [
    [`Queue${i}`, { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 3 } }],
    [`Cluster${i}`, { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'aurora-mysql' } }],
    [
      `Member${i}`,
      { Type: 'AWS::RDS::DBInstance', Properties: { DBClusterIdentifier: `cluster-${i}` } },
    ],
    [
      `Group${i}`,
      { Type: 'AWS::AutoScaling::AutoScalingGroup', Properties: { MinSize: 2, MaxSize: 4 } },
    ],
    [
      `Policy${i}`,
      {
        Type: 'AWS::AutoScaling::ScalingPolicy',
        Properties: { AutoScalingGroupName: { Ref: `Group${i}` } },
      },
    ],
    [
      `Alarm${i}`,
      { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmActions: [{ Ref: `Topic${i}` }] } },
    ],
    [`Topic${i}`, { Type: 'AWS::SNS::Topic' }],
  ]);
  return { Resources: Object.fromEntries(resources.flat()) };
}

test('ten thousand resources are reviewed by all rules soon', () => {
  const graph = graphOf({ name: 'app', region: 'eu-west-1', template: manyOf(1_500) });
  const start = performance.now();
  const { findings } = review({
    graph,
    rules,
    profile: createProfile({}, graph),
    today: '2026-01-01',
  });
  expect(performance.now() - start).toBeLessThan(SOON);
  expect(findings.length).toBeGreaterThan(10_000);
});
