import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as rds from 'aws-cdk-lib/aws-rds';
import { type RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import { besideSnapshot, isDisposable, isRetained } from '../removal.ts';
import { admit, logGroups } from '../security/key-users.ts';
import type { AuroraCapacity } from './aurora-capacity.ts';
import { INSIGHTS_RETENTION } from './aurora-instances.ts';
import type { DatabaseWindows } from './database-windows.ts';
import type { GlobalMembership } from './global-membership.ts';
import type { MasterCredentials } from './master-secret.ts';
import { clusterIdentifier, initialDatabaseName } from './names.ts';

interface ClusterResourceOptions {
  readonly name: string;
  readonly port: number;
  readonly engine: rds.IClusterEngine;
  readonly storageType: rds.DBClusterStorageType;
  readonly capacity: AuroraCapacity;
  readonly membership: GlobalMembership;
  readonly windows: DatabaseWindows;
  readonly encryptionKey: kms.IKey;
  readonly vpc: ec2.IVpc;
  readonly vpcSubnets: ec2.SubnetSelection;
  readonly securityGroup: ec2.ISecurityGroup;
  /** Undefined in a secondary cluster, which inherits the credentials with the data. */
  readonly credentials: MasterCredentials | undefined;
  readonly restoreFrom: string | undefined;
  readonly removalPolicy: RemovalPolicy;
}

/**
 * The cluster and what it refers to, without its instances.
 *
 * From the L1 resource in every Region: the L2 creates a secret and its attachment also for a
 * secondary cluster, where nothing uses them, and does not do without a writer.
 */
export function clusterResource(
  scope: Construct,
  options: ClusterResourceOptions,
): rds.CfnDBCluster {
  const { name, engine, capacity, membership, windows, encryptionKey, vpc, vpcSubnets } = options;
  const { securityGroup, removalPolicy } = options;
  const identifier = clusterIdentifier(name, Stack.of(scope).region);
  const description = `Aurora ${name}`;

  admit(scope, encryptionKey, logGroups);
  // RDS would create the log group itself, never to expire and with no key of the customer's.
  const logGroup = new logs.LogGroup(scope, 'Logs', {
    logGroupName: `/aws/rds/cluster/${identifier}/postgresql`,
    retention: logs.RetentionDays.ONE_YEAR,
    encryptionKey,
    // Its name is given: left behind by a failed creation, it would block the next attempt.
    removalPolicy: besideSnapshot(removalPolicy),
  });
  // A subnet group, parameter group or security group in use cannot be deleted.
  const kept = isRetained(removalPolicy) && { removalPolicy };
  if (kept) securityGroup.applyRemovalPolicy(removalPolicy);
  const subnetGroup = new rds.SubnetGroup(scope, 'Subnets', {
    description,
    vpc,
    vpcSubnets,
    ...kept,
  });
  const parameterGroup = new rds.ParameterGroup(scope, 'Parameters', {
    engine,
    description,
    parameters: { 'rds.force_ssl': '1' },
    ...kept,
  });

  const cluster = new rds.CfnDBCluster(scope, 'Resource', {
    // A given name blocks the replacement of a resource. Here that is welcome: the replacement of
    // a database is an empty one. And the recovery plan has to name it from any Region.
    dbClusterIdentifier: identifier,
    engine: engine.engineType,
    ...(engine.engineVersion && { engineVersion: engine.engineVersion.fullVersion }),
    port: options.port,
    dbSubnetGroupName: subnetGroup.subnetGroupName,
    vpcSecurityGroupIds: [securityGroup.securityGroupId],
    dbClusterParameterGroupName: parameterGroup.bindToCluster({}).parameterGroupName,
    storageEncrypted: true,
    kmsKeyId: encryptionKey.keyArn,
    storageType: options.storageType,
    enableIamDatabaseAuthentication: true,
    backupRetentionPeriod: 35,
    preferredBackupWindow: windows.backup,
    preferredMaintenanceWindow: windows.maintenance,
    autoMinorVersionUpgrade: true,
    copyTagsToSnapshot: true,
    deletionProtection: !isDisposable(removalPolicy),
    enableCloudwatchLogsExports: ['postgresql'],
    databaseInsightsMode: rds.DatabaseInsightsMode.ADVANCED,
    performanceInsightsEnabled: true,
    performanceInsightsKmsKeyId: encryptionKey.keyArn,
    performanceInsightsRetentionPeriod: INSIGHTS_RETENTION,
    ...(capacity.acuRange && {
      serverlessV2ScalingConfiguration: {
        minCapacity: capacity.acuRange.min,
        maxCapacity: capacity.acuRange.max,
      },
    }),
    ...(options.credentials && origin(options.credentials, name, options.restoreFrom)),
    ...(membership.secondary && {
      globalClusterIdentifier: name,
      sourceRegion: membership.secondary.sourceRegion,
      enableGlobalWriteForwarding: membership.secondary.writeForwarding ?? false,
    }),
  });
  // Also for a secondary cluster: CloudFormation removes it from the global database first.
  cluster.applyRemovalPolicy(removalPolicy);
  if (isDisposable(removalPolicy)) {
    acknowledge(
      cluster,
      "'removalPolicy' is DESTROY: the cluster is there to be deleted",
      'AwsSolutions-RDS10',
      'NIST.800.53.R5-RDSInstanceDeletionProtectionEnabled',
      'HIPAA.Security-RDSInstanceDeletionProtectionEnabled',
    );
  }
  cluster.node.addDependency(logGroup);
  return cluster;
}

/** A snapshot brings its database and its master user along; the password is set anew. */
function origin(credentials: MasterCredentials, name: string, snapshotIdentifier?: string) {
  return snapshotIdentifier === undefined
    ? { ...credentials, databaseName: initialDatabaseName(name) }
    : { masterUserPassword: credentials.masterUserPassword, snapshotIdentifier };
}
