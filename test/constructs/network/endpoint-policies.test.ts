import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { describe, expect, test } from 'vitest';
import { MultiAzNetwork } from '../../../constructs/network/index.ts';
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
  /** Without, the request carries no credentials. */
  readonly signed?: boolean;
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
  const { action, resource, owner, signed = true } = request;
  const covers = (pattern: string, value: string) =>
    new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`).test(
      value,
    );
  const values: Record<string, unknown> = {
    'aws:ResourceAccount': owner === 'us' ? { Ref: 'AWS::AccountId' } : owner,
    ...(signed && { 'aws:PrincipalAccount': { Ref: 'AWS::AccountId' } }),
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
  const get = (bucket: string, owner: Request['owner'], signed = true): Request => ({
    action: 's3:GetObject',
    resource: `arn:aws:s3:::${bucket}/key`,
    owner,
    signed,
  });

  test.each<[string, Request]>([
    ['a bucket of the service', get('evenkeel-objects', 'us')],
    ['an object that is put there', { ...get('evenkeel-objects', 'us'), action: 's3:PutObject' }],
    ['the assets of the CDK', get('cdk-hnb659fds-assets-111122223333-eu-west-1', 'us')],
    [
      'packages, which are asked for without credentials',
      get('al2023-repos-eu-west-1-de612dc2', 'aws', false),
    ],
  ])('lets through %s', (_, request) => {
    expect(lets(statements, request)).toBe(true);
  });

  test.each<[string, Request]>([
    ['a bucket of somebody else', get('exfiltration', 'a stranger')],
    ['what is put there', { ...get('exfiltration', 'a stranger'), action: 's3:PutObject' }],
    ['packages of another Region', get('al2023-repos-us-east-1-de612dc2', 'aws', false)],
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
