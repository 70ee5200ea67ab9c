import { expect, test } from 'vitest';
import { graphOf } from '../../lib/assembly/index.ts';
import { review } from '../../lib/review/engine.ts';
import { createProfile } from '../../lib/review/profile.ts';
import { FORMATS } from '../../lib/review/reports/index.ts';
import { createReport } from '../../lib/review/reports/report.ts';
import { rules } from '../../lib/review/rules/index.ts';
import { rule as lam4 } from '../../lib/review/rules/lam/concurrency-for-requests.ts';
import { cpuMilliseconds } from '../support/cpu.ts';

/** Of the processor, far above what it takes; what it guards against is time that grows with the square of the size. */
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

/** Functions that answer, and as many that may take the concurrency of each of them. */
function rivals(count: number): object {
  const resources = Array.from({ length: count }, (_, i) => {
    const fn = { 'Fn::GetAtt': [`Worker${i}`, 'Arn'] };
    return [
      [`Api${i}`, { Type: 'AWS::Lambda::Function' }],
      [
        `Url${i}`,
        {
          Type: 'AWS::Lambda::Url',
          Properties: { TargetFunctionArn: { Ref: `Api${i}` }, AuthType: 'AWS_IAM' },
        },
      ],
      [`Worker${i}`, { Type: 'AWS::Lambda::Function' }],
      [`Subscription${i}`, { Type: 'AWS::SNS::Subscription', Properties: { Endpoint: fn } }],
    ];
  });
  return { Resources: Object.fromEntries(resources.flat()) };
}

test('a report does not grow with the square of what rivals each other', () => {
  const graph = graphOf({ name: 'app', region: 'eu-west-1', template: rivals(500) });
  const profile = createProfile({}, graph);
  const result = review({ graph, rules: [lam4], profile, today: '2026-01-01' });
  const report = createReport({ graph, problems: [], review: result, profile, root: '/' });
  expect(result.findings[0]?.message).toBe(
    'no concurrency is reserved, and Worker0, Worker1, Worker2 and 497 more may take all of it',
  );
  expect(report.findings).toHaveLength(500);
  expect(FORMATS.json(report).length).toBeLessThan(2_000_000);
});

test('ten thousand resources are reviewed by all rules soon', () => {
  const graph = graphOf({ name: 'app', region: 'eu-west-1', template: manyOf(1_500) });
  const start = cpuMilliseconds();
  const { findings } = review({
    graph,
    rules,
    profile: createProfile({}, graph),
    today: '2026-01-01',
  });
  expect(cpuMilliseconds() - start).toBeLessThan(SOON);
  expect(findings.length).toBeGreaterThan(10_000);
});
