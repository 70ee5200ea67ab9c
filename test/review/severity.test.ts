import { describe, expect, test } from 'vitest';
import { rules } from '../../lib/review/rules/index.ts';
import { findingsIn, type Sample, toScene } from './support/samples.ts';

const level = (rule: string, sample: Sample) => {
  const judging = rules.find(({ id }) => id === rule);
  if (judging === undefined) throw new Error(`no rule ${rule}`);
  return findingsIn(judging, toScene(sample)).flatMap(({ status, severity }) =>
    status === 'fail' ? [severity] : [],
  );
};

const polled = (visibility: number) => `
  Orders: { Type: AWS::SQS::Queue, Properties: { VisibilityTimeout: ${visibility} } }
  Work: { Type: AWS::Lambda::Function, Properties: { Timeout: 60 } }
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties: { EventSourceArn: !GetAtt Orders.Arn, FunctionName: !Ref Work }
`;
const cluster = (days: number) =>
  `Db: { Type: AWS::RDS::DBCluster, Properties: { BackupRetentionPeriod: ${days} } }`;
const table = (isOn: boolean) => `
  Table:
    Type: AWS::DynamoDB::Table
    Properties: { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: ${isOn} } }
`;
const domain = (more: string) => `
  Search:
    Type: AWS::OpenSearchService::Domain
    Properties: { ClusterConfig: { InstanceCount: 3, ${more} } }
`;

describe('a finding matters as much as what it leads to', () => {
  test.each([
    ['a message that is processed twice', 'HA-SQS-4', polled(30), ['warning']],
    ['a message that may be, under throttling', 'HA-SQS-4', polled(60), ['info']],
    ['data without any backup', 'HA-BKP-1', cluster(1), ['warning']],
    ['data with a week of automated backups alone', 'HA-BKP-1', cluster(7), ['info']],
    ['a table without recovery', 'HA-BKP-1', table(false), ['warning']],
    ['a table with point-in-time recovery alone', 'HA-BKP-1', table(true), ['info']],
    [
      'a search domain of one zone',
      'HA-OTH-2',
      domain('DedicatedMasterEnabled: true, DedicatedMasterCount: 3'),
      ['error'],
    ],
    [
      'a search domain without dedicated masters',
      'HA-OTH-2',
      domain('ZoneAwarenessEnabled: true'),
      ['warning', 'warning'],
    ],
  ] as const)('%s', (_, rule, sample, levels) => {
    expect(level(rule, sample)).toEqual(levels);
  });

  test('no rule about what somebody may delete, or is not told of, is an error', () => {
    const hygiene = rules.filter(({ controls }) =>
      ['deletion', 'observability'].includes(controls ?? ''),
    );
    expect(hygiene.length).toBeGreaterThan(10);
    expect(hygiene.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});
