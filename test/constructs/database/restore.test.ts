import { Match, Template } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { clusterIn, FIRST, primary, SECOND, secondary } from './support.ts';

const snapshot =
  'arn:aws:rds:eu-west-1:111122223333:cluster-snapshot:awsbackup:copyjob-0a1b2c3d-0000-1111-2222-333344445555';

test('a cluster is created from a snapshot, with a new password for its master user', () => {
  const { stack } = clusterIn(FIRST, { restoreFrom: snapshot });
  Template.fromStack(stack).hasResourceProperties('AWS::RDS::DBCluster', {
    SnapshotIdentifier: snapshot,
    MasterUserPassword: Match.anyValue(),
    // The snapshot brings both along, and CloudFormation refuses them beside it.
    MasterUsername: Match.absent(),
    DatabaseName: Match.absent(),
    StorageEncrypted: true,
  });
});

test('without one it begins with an empty database', () => {
  Template.fromStack(clusterIn(FIRST).stack).hasResourceProperties('AWS::RDS::DBCluster', {
    SnapshotIdentifier: Match.absent(),
    DatabaseName: 'shop',
  });
});

test('a restored cluster can be the primary of a global database', () => {
  const { stack } = clusterIn(FIRST, { restoreFrom: snapshot, membership: primary() });
  Template.fromStack(stack).resourceCountIs('AWS::RDS::GlobalCluster', 1);
});

test('fails for a secondary, whose data comes from the primary', () => {
  expect(() => clusterIn(SECOND, { restoreFrom: snapshot, membership: secondary() })).toThrow(
    `'restoreFrom' must be left out of a secondary cluster, whose data comes from the primary, got '${snapshot}'`,
  );
});
