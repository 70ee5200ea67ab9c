import { Match, Template } from 'aws-cdk-lib/assertions';
import { Lazy } from 'aws-cdk-lib/core';
import { describe, expect, test } from 'vitest';
import {
  RegionalKey,
  ReplicatedSecret,
  type ReplicatedSecretProps,
} from '../../../constructs/security/index.ts';
import { testApp, testStack } from '../../support/app.ts';
import { findings } from '../../support/compliance.ts';

function stackWithSecret(props: Partial<ReplicatedSecretProps> = {}) {
  const stack = testStack();
  const { key } = new RegionalKey(stack, 'Key', { aliasName: 'shop' });
  new ReplicatedSecret(stack, 'Secret', {
    secretName: 'shop/database',
    encryptionKey: key,
    replicaRegions: ['eu-central-1', 'eu-north-1'],
    replicaKeyAliasName: 'shop',
    rotatedBy: 'the operator, after each use',
    ...props,
  });
  return stack;
}

describe('a replicated secret', () => {
  const stack = stackWithSecret();
  const template = Template.fromStack(stack);

  test('is encrypted in each Region with that Region’s own key, and refers to no other Region', () => {
    template.hasResourceProperties('AWS::SecretsManager::Secret', {
      Name: 'shop/database',
      KmsKeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Key'), 'Arn'] },
      ReplicaRegions: [
        { Region: 'eu-central-1', KmsKeyId: 'alias/shop' },
        { Region: 'eu-north-1', KmsKeyId: 'alias/shop' },
      ],
    });
  });

  test('is generated, and needs no escaping anywhere', () => {
    template.hasResourceProperties('AWS::SecretsManager::Secret', {
      GenerateSecretString: { PasswordLength: 32, ExcludePunctuation: true },
    });
  });

  test('survives its stack', () => {
    template.hasResource('AWS::SecretsManager::Secret', {
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });

  test('is opened to nobody by a policy of its own', () => {
    template.resourceCountIs('AWS::SecretsManager::ResourcePolicy', 0);
  });

  test('leaves nothing open in any compliance pack but its rotation, which its owner answers for', () => {
    const reason = 'Rotated by the operator, after each use';
    expect(findings(stack)).toEqual(
      [
        'AwsSolutions-SMG4',
        'HIPAA.Security-SecretsManagerRotationEnabled',
        'NIST.800.53.R5-SecretsManagerRotationEnabled',
      ].map((ruleId) => ({ ruleId, path: 'Test/Secret/Resource/Resource', reason })),
    );
  });
});

test('is an ordinary secret while there is only one Region', () => {
  Template.fromStack(stackWithSecret({ replicaRegions: [] })).hasResourceProperties(
    'AWS::SecretsManager::Secret',
    { Name: 'shop/database', ReplicaRegions: Match.absent() },
  );
});

test('can be encrypted with the key of another stack of the Region, by a weak reference', () => {
  const app = testApp();
  const { key } = new RegionalKey(testStack(app, 'Keys'), 'Key', { aliasName: 'shop' });
  const stack = testStack(app, 'Data');
  new ReplicatedSecret(stack, 'Secret', {
    secretName: 'shop/database',
    encryptionKey: key,
    replicaRegions: ['eu-central-1'],
    replicaKeyAliasName: 'shop',
    rotatedBy: 'the operator',
  });
  Template.fromStack(stack).hasResourceProperties('AWS::SecretsManager::Secret', {
    KmsKeyId: { 'Fn::GetStackOutput': Match.objectLike({ StackName: 'Keys' }) },
  });
});

test('generates what its owner asks for', () => {
  const generateSecretString = {
    secretStringTemplate: '{"username":"admin"}',
    generateStringKey: 'password',
  };
  Template.fromStack(stackWithSecret({ generateSecretString })).hasResourceProperties(
    'AWS::SecretsManager::Secret',
    {
      GenerateSecretString: {
        SecretStringTemplate: '{"username":"admin"}',
        GenerateStringKey: 'password',
      },
    },
  );
});

const bad: [string, Partial<ReplicatedSecretProps>, string][] = [
  [
    'the name has a character that Secrets Manager refuses',
    { secretName: 'shop database' },
    `'secretName' must be 1 to 512 letters, digits or any of /_+=.@-, got 'shop database'`,
  ],
  [
    'the name is empty',
    { secretName: '' },
    `'secretName' must be 1 to 512 letters, digits or any of /_+=.@-, got ''`,
  ],
  [
    'the name ends like an ARN',
    { secretName: 'shop-master' },
    `'secretName' must not end with a hyphen and six characters, got 'shop-master': Secrets ` +
      'Manager would take them for the end of an ARN; add or remove a character',
  ],
  [
    'it would be replicated to where it is',
    { replicaRegions: ['eu-central-1', 'eu-west-1'] },
    `'replicaRegions' must not contain the stack's own Region, got 'eu-west-1': the secret ` +
      'itself lives there; remove it',
  ],
  [
    'it would be replicated to a Region twice',
    { replicaRegions: ['eu-central-1', 'eu-central-1'] },
    `'replicaRegions' must name each Region once, got 'eu-central-1, eu-central-1'`,
  ],
  [
    'the alias is given with its prefix',
    { replicaKeyAliasName: 'alias/shop' },
    `'replicaKeyAliasName' must be the 'aliasName' of the keys of the replica Regions, without ` +
      `'alias/', got 'alias/shop'`,
  ],
  [
    'nobody rotates it',
    { rotatedBy: ' ' },
    `'rotatedBy' must say who or what rotates the secret, got ' '`,
  ],
];

test.each(bad)('fails when %s', (_, props, message) => {
  expect(() => stackWithSecret(props)).toThrow(`Test/Secret:\n  - ${message}`);
});

test('fails with every mistake at once', () => {
  expect(() =>
    stackWithSecret({ secretName: '', replicaRegions: ['eu-west-1'], rotatedBy: '' }),
  ).toThrow(/'secretName'.*\n.*'replicaRegions'.*\n.*'rotatedBy'/);
});

test('leaves values alone that are not known yet', () => {
  const later = Lazy.string({ produce: () => 'shop' });
  const stack = stackWithSecret({ secretName: later, replicaKeyAliasName: later });
  Template.fromStack(stack).hasResourceProperties('AWS::SecretsManager::Secret', {
    Name: 'shop',
    ReplicaRegions: [
      { Region: 'eu-central-1', KmsKeyId: 'alias/shop' },
      { Region: 'eu-north-1', KmsKeyId: 'alias/shop' },
    ],
  });
});
