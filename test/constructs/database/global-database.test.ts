import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { GlobalMembership } from '../../../constructs/database/index.ts';
import { testApp } from '../../support/app.ts';
import { clusterIn, FIRST, keyArn, primary, provisioned, SECOND, secondary } from './support.ts';

const CLUSTER = 'AWS::RDS::DBCluster';
const GLOBAL = 'AWS::RDS::GlobalCluster';

describe('a global database', () => {
  const app = testApp();
  const first = clusterIn(FIRST, { membership: primary() }, { app });
  const second = clusterIn(SECOND, { membership: secondary(), regionPosition: 1 }, { app });
  const one = Template.fromStack(first.stack);
  const other = Template.fromStack(second.stack);

  test('REG-2: a Region can be lost without the data: another one replicates it', () => {
    one.hasResourceProperties(GLOBAL, { GlobalClusterIdentifier: 'shop' });
    other.hasResourceProperties(CLUSTER, { GlobalClusterIdentifier: 'shop' });
  });

  test('REG-3: the other Region has instances to promote, in different AZs', () => {
    const zones = Object.values(other.findResources('AWS::RDS::DBInstance')).map(
      ({ Properties }) => Properties.AvailabilityZone,
    );
    expect(new Set(zones)).toEqual(new Set(['eu-central-1a', 'eu-central-1b']));
  });

  test('REG-4: engine, version, parameters, class and tiers are equal in both Regions', () => {
    const shared = (template: Template) => {
      const [cluster] = Object.values(template.findResources(CLUSTER)).map(
        ({ Properties }) => Properties,
      );
      return {
        engine: [cluster.Engine, cluster.EngineVersion, cluster.Port, cluster.StorageType],
        parameters: Object.values(template.findResources('AWS::RDS::DBClusterParameterGroup')).map(
          ({ Properties }) => Properties,
        ),
        instances: Object.values(template.findResources('AWS::RDS::DBInstance')).map(
          ({ Properties }) => [Properties.DBInstanceClass, Properties.PromotionTier],
        ),
      };
    };
    expect(shared(other)).toEqual(shared(one));
  });

  test('REG-5: neither the global database nor a member can be deleted by accident', () => {
    one.hasResource(GLOBAL, {
      Properties: { DeletionProtection: true },
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
    for (const template of [one, other]) {
      template.hasResource(CLUSTER, {
        Properties: { DeletionProtection: true },
        DeletionPolicy: 'Snapshot',
      });
    }
  });

  test('SEC-2: each Region encrypts its copy with a key of its own', () => {
    for (const [{ stack }, template] of [
      [first, one],
      [second, other],
    ] as const) {
      template.resourceCountIs('AWS::KMS::Key', 1);
      template.hasResourceProperties(CLUSTER, { StorageEncrypted: true, KmsKeyId: keyArn(stack) });
    }
  });

  test('SEC-4: every Region that reads the password has it, under the key of that Region', () => {
    one.hasResourceProperties('AWS::SecretsManager::Secret', {
      Name: 'shop/database/master',
      ReplicaRegions: [{ Region: SECOND, KmsKeyId: 'alias/shop' }],
    });
    expect(second.stack.resolve(second.database.secret.secretArn)).toEqual({
      'Fn::Join': [
        '',
        [
          'arn:aws:secretsmanager:eu-central-1:',
          { Ref: 'AWS::AccountId' },
          ':secret:shop/database/master',
        ],
      ],
    });
    expect(second.database.secret.encryptionKey).toBe(second.key);
  });

  test('the password is rotated in one Region only, and the other has no secret of its own', () => {
    one.resourceCountIs('AWS::SecretsManager::RotationSchedule', 1);
    for (const type of ['RotationSchedule', 'Secret', 'SecretTargetAttachment']) {
      other.resourceCountIs(`AWS::SecretsManager::${type}`, 0);
    }
  });

  test('the secondary inherits what comes with the data: credentials and databases', () => {
    other.hasResourceProperties(CLUSTER, {
      MasterUsername: Match.absent(),
      MasterUserPassword: Match.absent(),
      DatabaseName: Match.absent(),
    });
  });

  test('the secondary says where encrypted storage is copied from, as CloudFormation requires', () => {
    other.hasResourceProperties(CLUSTER, { SourceRegion: FIRST });
  });

  test('the primary is made global, and does not join: to join would replace it', () => {
    one.hasResource(GLOBAL, {
      Properties: {
        SourceDBClusterIdentifier: { 'Fn::GetAtt': ['DatabaseB269D8BB', 'DBClusterArn'] },
        // All three are the source's, and rejected beside it.
        Engine: Match.absent(),
        EngineVersion: Match.absent(),
        StorageEncrypted: Match.absent(),
      },
      DependsOn: Match.arrayWith([Match.stringLikeRegexp('Instance1')]),
    });
    one.hasResourceProperties(CLUSTER, { GlobalClusterIdentifier: Match.absent() });
    other.resourceCountIs(GLOBAL, 0);
  });

  test('no two Regions are backed up or maintained in the same hours', () => {
    one.hasResourceProperties(CLUSTER, { PreferredMaintenanceWindow: 'mon:01:00-mon:02:00' });
    other.hasResourceProperties(CLUSTER, { PreferredMaintenanceWindow: 'tue:03:00-tue:04:00' });
  });

  test('a Region writes to its own endpoint, which needs no change when the writer moves', () => {
    for (const { stack, database } of [first, second]) {
      expect(stack.resolve(database.writerEndpoint)).toEqual({
        'Fn::Join': [
          '.cluster-',
          {
            'Fn::Split': [
              '.cluster-ro-',
              { 'Fn::GetAtt': ['DatabaseB269D8BB', 'ReadEndpoint.Address'] },
            ],
          },
        ],
      });
    }
    // RDS describes none for a cluster that is secondary, which is either of them one day.
    for (const template of [one, other]) {
      expect(JSON.stringify(template.toJSON())).not.toContain('"Endpoint.Address"');
    }
  });

  test('a Region is deployed while the other does not exist: its template is the same', () => {
    const withoutOther = Template.fromStack(clusterIn(FIRST, { membership: primary() }).stack);
    const withoutFirst = Template.fromStack(
      clusterIn(SECOND, { membership: secondary(), regionPosition: 1 }).stack,
    );
    expect(one.toJSON()).toEqual(withoutOther.toJSON());
    expect(other.toJSON()).toEqual(withoutFirst.toJSON());
    for (const { stack } of [first, second]) expect(stack.dependencies).toEqual([]);
  });

  test.each([['Fn::GetStackOutput'], ['Fn::ImportValue'], ['Custom::']])(
    'no template contains %s',
    (reference) => {
      for (const template of [one, other]) {
        expect(JSON.stringify(template.toJSON())).not.toContain(reference);
      }
    },
  );
});

describe('a cluster of a single Region', () => {
  test('becomes global without the replacement of what it has', () => {
    const before = Template.fromStack(clusterIn(FIRST).stack).toJSON();
    const after = Template.fromStack(clusterIn(FIRST, { membership: primary() }).stack).toJSON();
    const { DatabaseGlobal9DB5D85B: globalCluster, ...rest } = after.Resources;
    const secret = rest.DatabaseMasterSecret35CB2FC5.Properties;
    delete secret.ReplicaRegions;

    expect(globalCluster.Type).toBe(GLOBAL);
    expect(rest).toEqual(before.Resources);
  });
});

describe('a secondary', () => {
  test('can do without an instance, and keeps the range in which one would scale', () => {
    const { stack } = clusterIn(SECOND, { membership: secondary(), capacity: provisioned(0) });
    const template = Template.fromStack(stack);
    template.resourceCountIs(CLUSTER, 1);
    template.resourceCountIs('AWS::RDS::DBInstance', 0);
    template.resourceCountIs('AWS::IAM::Role', 0);
  });

  test.each([true, false])('forwards writes only when it is told to: %s', (writeForwarding) => {
    const membership = GlobalMembership.secondary({ sourceRegion: FIRST, writeForwarding });
    const { stack } = clusterIn(SECOND, { membership });
    Template.fromStack(stack).hasResourceProperties(CLUSTER, {
      EnableGlobalWriteForwarding: writeForwarding,
    });
  });

  test('does not forward writes by default', () => {
    const { stack } = clusterIn(SECOND, { membership: secondary() });
    Template.fromStack(stack).hasResourceProperties(CLUSTER, {
      EnableGlobalWriteForwarding: false,
    });
  });
});
