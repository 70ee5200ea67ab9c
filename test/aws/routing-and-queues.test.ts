import { expect, test } from 'vitest';
import {
  deadLetterSources,
  isHealthChecked,
  pollersOf,
  readersOfSecret,
  recordsIn,
  recordsWith,
  replicationSourcesOf,
  secondariesOf,
} from '../../lib/aws/index.ts';
import { nodeOf } from '../assembly/support.ts';
import { graphOfResources, idsOf } from './support.ts';

test('records are found by name and by health check, whatever template they are in', () => {
  const record = (more: string) =>
    `{ Type: AWS::Route53::RecordSet, Properties: { HostedZoneId: Z1, Type: A, ${more} } }`;
  const graph = graphOfResources(
    `
    Check: { Type: AWS::Route53::HealthCheck }
    Primary: ${record('Name: App.example.com, Failover: PRIMARY, HealthCheckId: !Ref Check')}
    `,
    [
      'eu-central-1',
      `
      Secondary: ${record('Name: app.example.com., Failover: SECONDARY')}
      Other: ${record('Name: www.example.com, Failover: SECONDARY')}
      `,
    ],
  );
  const [primary] = recordsIn(graph, nodeOf(graph, 'Primary'));
  if (primary === undefined) throw new Error('no record');
  expect(idsOf(secondariesOf(graph, primary).map(({ node }) => node))).toEqual(['Secondary']);
  const guarded = recordsWith(graph, nodeOf(graph, 'Check')).map(({ node }) => node);
  expect(idsOf(guarded)).toEqual(['Primary']);
  expect(isHealthChecked(graph, primary)).toBe(true);
});

test('a queue knows who sends failures to it, and who polls it', () => {
  const graph = graphOfResources(`
    Dead: { Type: AWS::SQS::Queue, Properties: { QueueName: dead } }
    Queue: { Type: AWS::SQS::Queue, Properties: { RedrivePolicy: { deadLetterTargetArn: !GetAtt Dead.Arn } } }
    Rule: { Type: AWS::Events::Rule, Properties: { Targets: [{ Id: a, DeadLetterConfig: { Arn: "arn:aws:sqs:eu-west-1:111122223333:dead" } }] } }
    Mapping: { Type: AWS::Lambda::EventSourceMapping, Properties: { EventSourceArn: !GetAtt Queue.Arn } }
  `);
  const { sources, isOpen } = deadLetterSources(graph, nodeOf(graph, 'Dead'));
  expect([idsOf(sources), isOpen]).toEqual([['Queue', 'Rule'], false]);
  expect(idsOf(pollersOf(graph, nodeOf(graph, 'Queue')))).toEqual(['Mapping']);
});

test('a bucket knows which buckets replicate to it', () => {
  const to = (bucket: string) =>
    `{ Type: AWS::S3::Bucket, Properties: { ReplicationConfiguration: { Rules: [{ Status: Enabled, Destination: { Bucket: "arn:aws:s3:::${bucket}" } }] } } }`;
  const graph = graphOfResources(`Here: ${to('there')}\nOther: ${to('elsewhere')}`, [
    'eu-central-1',
    'There: { Type: AWS::S3::Bucket, Properties: { BucketName: there } }',
  ]);
  expect(idsOf(replicationSourcesOf(graph, nodeOf(graph, 'There')))).toEqual(['Here']);
});

test.each([
  ['arn:aws:secretsmanager:eu-west-1:111122223333:secret:app/key-AbCdEf', true],
  ['arn:aws:secretsmanager:eu-west-1:111122223333:secret:app/key-??????', true],
  ['arn:aws:secretsmanager:eu-west-1:111122223333:secret:app/key-*', true],
  ['arn:aws:secretsmanager:eu-west-1:111122223333:secret:app/key*', true],
  ['arn:aws:secretsmanager:eu-west-1:111122223333:secret:app/key', true],
  ['arn:aws:secretsmanager:eu-west-1:111122223333:secret:app/keys-AbCdEf', false],
  ['arn:aws:secretsmanager:eu-west-1:111122223333:secret:app-AbCdEf', false],
])('a secret is read by what names its ARN: %s', (arn, isRead) => {
  const graph = graphOfResources(`
    Secret: { Type: AWS::SecretsManager::Secret, Properties: { Name: app/key } }
    Reader: { Type: AWS::Lambda::Function, Properties: { Environment: { Variables: { SECRET: "${arn}" } } } }
  `);
  const readers = readersOfSecret(graph, nodeOf(graph, 'Secret'));
  expect(idsOf(readers)).toEqual(isRead ? ['Reader'] : []);
});
