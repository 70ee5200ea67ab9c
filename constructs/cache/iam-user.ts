import * as elasticache from 'aws-cdk-lib/aws-elasticache';
import { Names } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/**
 * What the service may do with the data: everything, except to manage the server or to touch all
 * keys at once (FLUSHALL, KEYS and the like). Cluster clients ask where the shards are.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html
 */
const accessString =
  'on ~* &* +@all -@admin -@dangerous +cluster|slots +cluster|shards +cluster|nodes';

/**
 * Adds the one user of a cache, which authenticates by IAM, and the group that admits it.
 *
 * The user named `default` is no member: a group of the engine `valkey` needs none, and it would let
 * in whoever sends no name.
 */
export function addIamUser(scope: Construct) {
  // Neither has a generated name, and IAM wants the user's name and id to be the same:
  // https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html
  const name = (suffix: string) =>
    `${Names.uniqueResourceName(scope, { maxLength: 34, separator: '-' })}-${suffix}`.toLowerCase();

  // The CDK has no L2s of ElastiCache.
  const user = new elasticache.CfnUser(scope, 'User', {
    engine: 'valkey',
    userId: name('user'),
    userName: name('user'),
    authenticationMode: { Type: 'iam' },
    accessString,
  });
  const group = new elasticache.CfnUserGroup(scope, 'UserGroup', {
    engine: 'valkey',
    userGroupId: name('users'),
    userIds: [user.ref],
  });
  return { user, group };
}
