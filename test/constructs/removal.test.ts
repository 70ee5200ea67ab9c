import { Template } from 'aws-cdk-lib/assertions';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { describe, expect, test } from 'vitest';
import { unacknowledged } from '../support/compliance.ts';
import { publicConstructs, standalone } from '../support/constructs.ts';
import { holdsData } from '../support/specification.ts';
import type { Resource } from '../support/templates.ts';

type Resources = Readonly<Record<string, Resource>>;

const { DESTROY, RETAIN, RETAIN_ON_UPDATE_OR_DELETE, SNAPSHOT } = RemovalPolicy;

function resourcesOf(name: string, removalPolicy?: RemovalPolicy): Resources {
  const { stack } = standalone(name, removalPolicy && { removalPolicy });
  return Template.fromStack(stack).toJSON().Resources;
}

/** Whether a resource holds what cannot be made again, or is kept as if it did. */
function isState({ Type, DeletionPolicy = 'Delete' }: Resource): boolean {
  return holdsData(Type) || DeletionPolicy !== 'Delete';
}

const byDefault = new Map(publicConstructs.map((name) => [name, resourcesOf(name)]));
const stateful = [...byDefault].flatMap(([name, resources]) =>
  Object.values(resources).some(isState) ? [name] : [],
);

test('what becomes of state by default', () => {
  const lines = stateful.flatMap((name) =>
    Object.values(byDefault.get(name) ?? {})
      .filter(isState)
      .map(({ Type, DeletionPolicy }) => `${name} ${Type} ${DeletionPolicy}`),
  );
  expect([...new Set(lines)].sort()).toMatchInlineSnapshot(`
    [
      "AirGappedVault AWS::Backup::LogicallyAirGappedBackupVault RetainExceptOnCreate",
      "AlertChannels AWS::SQS::Queue Delete",
      "AuroraCluster AWS::Logs::LogGroup RetainExceptOnCreate",
      "AuroraCluster AWS::RDS::DBCluster Snapshot",
      "AuroraCluster AWS::RDS::DBInstance Delete",
      "AuroraCluster AWS::RDS::GlobalCluster RetainExceptOnCreate",
      "AuroraCluster AWS::SecretsManager::Secret RetainExceptOnCreate",
      "AuroraSchema AWS::Logs::LogGroup Delete",
      "Canary AWS::Logs::LogGroup Delete",
      "FaultExperiments AWS::Logs::LogGroup Retain",
      "GlobalTable AWS::DynamoDB::GlobalTable RetainExceptOnCreate",
      "LoadBalancedService AWS::Logs::LogGroup Retain",
      "LoadBalancedService AWS::S3::Bucket Retain",
      "MultiAzAutoScalingGroup AWS::Logs::LogGroup Retain",
      "MultiAzLoadBalancer AWS::S3::Bucket Retain",
      "MultiAzNetwork AWS::KMS::Key Retain",
      "MultiAzNetwork AWS::Logs::LogGroup Retain",
      "PublicZone AWS::Route53::HostedZone Retain",
      "QueueWorkers AWS::Logs::LogGroup Retain",
      "RegionalBackupVault AWS::Backup::BackupVault RetainExceptOnCreate",
      "RegionalKey AWS::KMS::Key Retain",
      "ReplicatedBucket AWS::S3::Bucket Retain",
      "ReplicatedBucket AWS::S3::Bucket RetainExceptOnCreate",
      "ReplicatedSecret AWS::SecretsManager::Secret RetainExceptOnCreate",
      "ResilientQueue AWS::SQS::Queue RetainExceptOnCreate",
      "StaticContentDistribution AWS::S3::Bucket Retain",
      "ValkeyCache AWS::ElastiCache::ReplicationGroup Snapshot",
      "ValkeyCache AWS::Logs::LogGroup Retain",
      "WebFirewall AWS::Logs::LogGroup Retain",
      "ZonalShiftAlarms AWS::Logs::LogGroup Delete",
    ]
  `);
});

describe.each(stateful)('%s', (name) => {
  const disposable = resourcesOf(name, DESTROY);

  test('with DESTROY leaves nothing behind, and nothing is protected', () => {
    for (const [id, resource] of Object.entries(disposable)) {
      expect([id, ...policiesOf(resource)]).toEqual([id, 'Delete', 'Delete']);
      expect([id, protectionsOf(resource)]).toEqual([id, []]);
    }
    expect(Object.keys(disposable)).toEqual(
      expect.arrayContaining(Object.keys(byDefault.get(name) ?? {})),
    );
  });

  test('with DESTROY empties the buckets, which CloudFormation would not delete', () => {
    const ids = (type: string) =>
      Object.entries(disposable).filter(([, { Type }]) => Type === type);
    const emptied = ids('Custom::S3AutoDeleteObjects').map(
      ([, { Properties }]) => Properties.BucketName.Ref,
    );
    expect(emptied.sort()).toEqual(
      ids('AWS::S3::Bucket')
        .map(([id]) => id)
        .sort(),
    );
  });

  test('with DESTROY satisfies every compliance pack, or says why not', () => {
    expect(unacknowledged(standalone(name, { removalPolicy: DESTROY }).stack)).toEqual([]);
  });

  test.each([
    [RETAIN, ['Retain', 'Retain']],
    [RETAIN_ON_UPDATE_OR_DELETE, ['RetainExceptOnCreate', 'Retain']],
  ])('with %s keeps all that it holds', (removalPolicy, policies) => {
    const kept = resourcesOf(name, removalPolicy);
    for (const [id, resource] of Object.entries(byDefault.get(name) ?? {})) {
      if (!isState(resource)) continue;
      expect([id, ...policiesOf(kept[id] as Resource)]).toEqual([id, ...policies]);
    }
    // A subnet group, say, cannot be deleted while it is used. A role can.
    for (const [id, resource] of Object.entries(kept)) {
      if (!isState(resource)) continue;
      for (const used of referredBy(resource).filter((other) => other in kept)) {
        const { Type, DeletionPolicy } = kept[used] as Resource;
        if (Type === 'AWS::IAM::Role') continue;
        expect([id, used, DeletionPolicy]).toEqual([id, used, policies[0]]);
      }
    }
  });

  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
  test('with SNAPSHOT takes one where CloudFormation can, and refuses otherwise', () => {
    const types = Object.values(byDefault.get(name) ?? {}).map(({ Type }) => Type);
    const snapshotted = ['AWS::RDS::DBCluster', 'AWS::ElastiCache::ReplicationGroup'];
    if (types.some((type) => snapshotted.includes(type))) {
      expect(resourcesOf(name, SNAPSHOT)).toEqual(byDefault.get(name));
    } else {
      expect(() => resourcesOf(name, SNAPSHOT)).toThrow(
        "'removalPolicy' must be DESTROY, RETAIN or RETAIN_ON_UPDATE_OR_DELETE, got SNAPSHOT",
      );
    }
  });
});

/** What is deleted without a word, as CloudFormation takes it: a cluster leaves a last snapshot. */
function policiesOf({ Type, DeletionPolicy, UpdateReplacePolicy }: Resource): string[] {
  const unsaid = Type === 'AWS::RDS::DBCluster' ? 'Snapshot' : 'Delete';
  return [DeletionPolicy ?? unsaid, UpdateReplacePolicy ?? unsaid];
}

function referredBy({ Properties = {} }: Resource): string[] {
  const references = /"(?:Ref":|Fn::GetAtt":\[)"(\w+)"/g;
  return [...JSON.stringify(Properties).matchAll(references)].map(([, id = '']) => id);
}

/** The properties by which a service refuses to delete a resource. */
function protectionsOf({ Properties = {} }: Resource): string[] {
  const text = JSON.stringify(Properties);
  return [
    /"DeletionProtection\w*":true/,
    /"Key":"deletion_protection.enabled","Value":"true"/,
    /"LockConfiguration":\{/,
    /"backup:DeleteRecoveryPoint"/,
    /"EnableAcceleratedRecovery":true/,
  ].flatMap((pattern) => pattern.exec(text)?.[0] ?? []);
}
