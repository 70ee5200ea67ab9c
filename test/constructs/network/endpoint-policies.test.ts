import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { describe, expect, test } from 'vitest';
import { INSTANCE_ENDPOINTS, MultiAzNetwork } from '../../../constructs/network/index.ts';
import { testStack } from '../../support/app.ts';

interface Statement {
  readonly Effect: string;
  readonly Principal: unknown;
  readonly Action: string;
  readonly Resource: string | string[];
  readonly Condition?: { readonly StringEquals: Record<string, unknown> };
}

interface Request {
  readonly action: string;
  readonly resource: string;
  readonly owner: 'us' | 'aws' | 'a stranger';
  /** Whose credentials it carries: ours, unless it says otherwise. */
  readonly signedBy?: 'us' | 'a stranger' | 'nobody';
}

function network() {
  const stack = testStack();
  const built = new MultiAzNetwork(stack, 'Network', {
    availabilityZones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
    cidr: '10.0.0.0/16',
  });
  return { stack, built };
}

function statementsOf({ stack }: ReturnType<typeof network>, service: string): Statement[] {
  const endpoints = Template.fromStack(stack).findResources('AWS::EC2::VPCEndpoint');
  const found = Object.values(endpoints).find(({ Properties }) =>
    JSON.stringify(Properties.ServiceName).includes(`.${service}"`),
  );
  return found?.Properties.PolicyDocument.Statement ?? [];
}

/** What IAM does with statements that allow by action, resource and the keys that are used here. */
function lets(statements: readonly Statement[], request: Request): boolean {
  const { action, resource, owner, signedBy = 'us' } = request;
  const account = (whose: string) => (whose === 'us' ? { Ref: 'AWS::AccountId' } : whose);
  const covers = (pattern: string, value: string) =>
    new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`).test(
      value,
    );
  const values: Record<string, unknown> = {
    'aws:ResourceAccount': account(owner),
    ...(signedBy !== 'nobody' && { 'aws:PrincipalAccount': account(signedBy) }),
  };
  return statements.some(
    ({ Effect, Action, Resource, Condition }) =>
      Effect === 'Allow' &&
      covers(Action, action) &&
      [Resource].flat().some((each) => covers(each, resource)) &&
      Object.entries(Condition?.StringEquals ?? {}).every(
        ([key, value]) => JSON.stringify(values[key]) === JSON.stringify(value),
      ),
  );
}

describe('the endpoint of S3', () => {
  const statements = statementsOf(network(), 's3');
  const get = (
    bucket: string,
    owner: Request['owner'],
    signedBy: Request['signedBy'] = 'us',
  ): Request => ({
    action: 's3:GetObject',
    resource: `arn:aws:s3:::${bucket}/key`,
    owner,
    signedBy,
  });

  test.each<[string, Request]>([
    ['a bucket of the service', get('evenkeel-objects', 'us')],
    ['an object that is put there', { ...get('evenkeel-objects', 'us'), action: 's3:PutObject' }],
    ['the assets of the CDK', get('cdk-hnb659fds-assets-111122223333-eu-west-1', 'us')],
    [
      'packages, which are asked for without credentials',
      get('al2023-repos-eu-west-1-de612dc2', 'aws', 'nobody'),
    ],
  ])('lets through %s', (_, request) => {
    expect(lets(statements, request)).toBe(true);
  });

  test.each<[string, Request]>([
    ['a bucket of somebody else', get('exfiltration', 'a stranger')],
    ['what is put there', { ...get('exfiltration', 'a stranger'), action: 's3:PutObject' }],
    ['packages of another Region', get('al2023-repos-us-east-1-de612dc2', 'aws', 'nobody')],
  ])('holds back %s', (_, request) => {
    expect(lets(statements, request)).toBe(false);
  });
});

describe('the endpoint of DynamoDB', () => {
  const statements = statementsOf(network(), 'dynamodb');
  const put = (owner: Request['owner']): Request => ({
    action: 'dynamodb:PutItem',
    resource: 'arn:aws:dynamodb:eu-west-1:111122223333:table/evenkeel-sessions',
    owner,
  });

  test('lets through the tables of this account, and no others', () => {
    expect(lets(statements, put('us'))).toBe(true);
    expect(lets(statements, put('a stranger'))).toBe(false);
  });
});

/** What an instance does through each interface endpoint, by the role that its group gives it. */
const calls: Readonly<Record<string, readonly [action: string, resource: string][]>> = {
  ssm: [
    ['ssm:UpdateInstanceInformation', '*'],
    ['ssm:GetParameter', 'arn:aws:ssm:eu-west-1:111122223333:parameter/evenkeel/database'],
    ['ssm:GetParametersByPath', 'arn:aws:ssm:eu-west-1:111122223333:parameter/evenkeel/*'],
  ],
  secretsmanager: [
    ['secretsmanager:GetSecretValue', 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:a-1'],
  ],
  sqs: ['SendMessage', 'ReceiveMessage', 'DeleteMessage', 'ChangeMessageVisibility'].map(
    (action) => [`sqs:${action}`, 'arn:aws:sqs:eu-west-1:111122223333:evenkeel'],
  ),
  logs: ['CreateLogStream', 'PutLogEvents'].map((action) => [
    `logs:${action}`,
    'arn:aws:logs:eu-west-1:111122223333:log-group:a:log-stream:b',
  ]),
  monitoring: [['cloudwatch:PutMetricData', '*']],
  autoscaling: [
    ['autoscaling:CompleteLifecycleAction', 'arn:aws:autoscaling:eu-west-1:111122223333:a'],
    ['autoscaling:DescribeAutoScalingInstances', '*'],
  ],
};

describe.each(Object.entries(calls))('the endpoint of %s', (service, requests) => {
  const statements = statementsOf(network(), service);

  test.each(requests)('lets %s of an instance through', (action, resource) => {
    expect(lets(statements, { action, resource, owner: 'us' })).toBe(true);
  });

  test.each(requests)('holds %s back with credentials of somebody else', (action, resource) => {
    for (const signedBy of ['a stranger', 'nobody'] as const) {
      for (const owner of ['us', 'a stranger'] as const) {
        expect(lets(statements, { action, resource, owner, signedBy })).toBe(false);
      }
    }
  });
});

test.each(['secretsmanager', 'sqs', 'logs'])(
  'the endpoint of %s leads to nobody else',
  (service) => {
    const statements = statementsOf(network(), service);
    for (const [action, resource] of calls[service] ?? []) {
      expect(lets(statements, { action, resource, owner: 'a stranger' })).toBe(false);
    }
  },
);

test('documents of AWS are read through the endpoint of Systems Manager', () => {
  const resource = 'arn:aws:ssm:eu-west-1::document/AWS-RunShellScript';
  const request = { action: 'ssm:GetDocument', resource, owner: 'aws' } as const;
  expect(lets(statementsOf(network(), 'ssm'), request)).toBe(true);
});

test('every interface endpoint has a policy, but that of which none is documented', () => {
  const { stack, built } = network();
  const endpoints = Object.values(Template.fromStack(stack).findResources('AWS::EC2::VPCEndpoint'));
  const interfaces = endpoints.filter(
    ({ Properties }) => Properties.VpcEndpointType === 'Interface',
  );
  expect(interfaces).toHaveLength(INSTANCE_ENDPOINTS.length);
  const without = interfaces
    .filter(({ Properties }) => Properties.PolicyDocument === undefined)
    .map(({ Properties }) => Properties.ServiceName);
  expect(without).toEqual(['com.amazonaws.eu-west-1.ssmmessages']);
  expect([...built.interfaceEndpoints.keys()].toSorted()).toEqual(
    [...Object.keys(calls), 'ssmmessages'].toSorted(),
  );
});

test('a queue of somebody else is reached when a statement says so', () => {
  const { stack, built } = network();
  const resource = 'arn:aws:sqs:eu-west-1:444455556666:partner';
  built.interfaceEndpoints.get('sqs')?.addToPolicy(
    new iam.PolicyStatement({
      principals: [new iam.AnyPrincipal()],
      actions: ['sqs:SendMessage'],
      resources: [resource],
    }),
  );
  const request = { action: 'sqs:SendMessage', resource, owner: 'a stranger' } as const;
  expect(lets(statementsOf({ stack, built }, 'sqs'), request)).toBe(true);
});

test('more is let through by a statement', () => {
  const { stack, built } = network();
  built.s3Endpoint.addToPolicy(
    new iam.PolicyStatement({
      principals: [new iam.AnyPrincipal()],
      actions: ['s3:GetObject'],
      resources: ['arn:aws:s3:::partner/*'],
    }),
  );
  const request = {
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::partner/key',
    owner: 'a stranger',
  } as const;
  expect(lets(statementsOf({ stack, built }, 's3'), request)).toBe(true);
});
