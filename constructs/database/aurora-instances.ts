import type * as kms from 'aws-cdk-lib/aws-kms';
import * as rds from 'aws-cdk-lib/aws-rds';
import { type RemovalPolicy, Validations } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { AuroraCapacity } from './aurora-capacity.ts';
import type { DatabaseWindows } from './database-windows.ts';
import { monitoringRole } from './monitoring-role.ts';

interface AuroraInstancesOptions {
  readonly cluster: rds.CfnDBCluster;
  readonly capacity: AuroraCapacity;
  readonly availabilityZones: readonly string[];
  readonly windows: DatabaseWindows;
  readonly encryptionKey: kms.IKey;
  /** An instance holds no data, the cluster's volume does: it stays with a cluster that stays. */
  readonly removalPolicy: RemovalPolicy;
}

/** How long performance data is kept: what Advanced mode of Database Insights requires. */
export const INSIGHTS_RETENTION = rds.PerformanceInsightRetention.MONTHS_15;

/**
 * Defines the instances of a cluster, each a fitting writer.
 *
 * Their Availability Zones are given: left to Aurora, they could be the same. The order in which
 * they take their turns must not change, since a changed zone replaces the instance.
 *
 * Each depends on the one before it, or CloudFormation would change all of them at the same time,
 * and the writer would restart together with what it could fail over to:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html
 */
export function auroraInstances(
  scope: Construct,
  options: AuroraInstancesOptions,
): rds.CfnDBInstance[] {
  const { cluster, capacity, availabilityZones, windows, encryptionKey } = options;
  if (capacity.count === 0) return [];
  const monitoring = monitoringRole(scope, 'Monitoring');

  const instances = Array.from({ length: capacity.count }, (_, index) => {
    // The L2’s instances are made by its cluster, which this one is not: see `clusterResource`.
    const instance = new rds.CfnDBInstance(scope, `Instance${index + 1}`, {
      dbClusterIdentifier: cluster.ref,
      engine: cluster.engine as string,
      dbInstanceClass: capacity.instanceClass,
      availabilityZone: turn(availabilityZones, index),
      // Aurora promotes from the lowest tier; Serverless v2 readers in tiers 0 and 1 keep up with
      // the writer's capacity, those in 2 and above do not.
      // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.how-it-works.html
      promotionTier: index < 2 ? 0 : 1,
      // The writer and its first reader are not patched in the same half-hour.
      preferredMaintenanceWindow: turn(windows.instanceMaintenance, index),
      autoMinorVersionUpgrade: true,
      publiclyAccessible: false,
      // The certificate authority that is valid the longest with keys that every client knows.
      caCertificateIdentifier: rds.CaCertificate.RDS_CA_RSA2048_G1.toString(),
      monitoringInterval: 60,
      monitoringRoleArn: monitoring.roleArn,
      // Equal to the cluster's settings, or Database Insights cannot be enabled.
      enablePerformanceInsights: true,
      performanceInsightsKmsKeyId: encryptionKey.keyArn,
      performanceInsightsRetentionPeriod: INSIGHTS_RETENTION,
    });
    instance.applyRemovalPolicy(options.removalPolicy);
    acknowledge(
      instance,
      'AWS Backup and the 35 days of point-in-time recovery protect the cluster; an Aurora instance holds no data',
      'NIST.800.53.R5-RDSInBackupPlan',
      'HIPAA.Security-RDSInBackupPlan',
    );
    Validations.of(instance).acknowledge({
      id: 'CloudFormation-Validate::W3010',
      reason: 'A given zone is what keeps a reader out of the zone of the writer',
    });
    return instance;
  });
  for (const [index, instance] of instances.slice(1).entries()) {
    instance.addResourceDependency(instances[index] as rds.CfnDBInstance);
  }
  return instances;
}

function turn<T>(list: readonly T[], index: number): T {
  return list[index % list.length] as T;
}
