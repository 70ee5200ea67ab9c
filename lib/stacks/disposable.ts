import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { CfnDeletionPolicy, CfnResource, RemovalPolicy } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { acknowledge } from '../../constructs/acknowledge.ts';

/**
 * Makes everything below `scope` go with its stack: nothing is retained or protected, no last
 * snapshot is taken, and buckets are emptied. Here and not in the constructs, which protect what
 * they hold wherever they are used.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
 */
export function makeDisposable(scope: IConstruct): void {
  for (const construct of scope.node.findAll()) {
    if (CfnResource.isCfnResource(construct)) {
      const { deletionPolicy = CfnDeletionPolicy.DELETE } = construct.cfnOptions;
      if (deletionPolicy !== CfnDeletionPolicy.DELETE) {
        construct.applyRemovalPolicy(RemovalPolicy.DESTROY);
      }
    }
    takeProtection(construct);
    // CloudFormation deletes no bucket that holds something. The function refuses what is written
    // meanwhile, such as logs that are still on their way.
    if (s3.CfnBucket.isCfnBucket(construct)) {
      new s3.mixins.BucketAutoDeleteObjects().applyTo(construct);
    }
  }
}

function takeProtection(construct: IConstruct): void {
  if (construct instanceof elbv2.ApplicationLoadBalancer) {
    construct.setAttribute('deletion_protection.enabled', 'false');
  }
  if (rds.CfnDBCluster.isCfnDBCluster(construct)) {
    construct.deletionProtection = false;
    acknowledge(
      construct,
      "stage: 'development' is there to be deleted: docs/development.md",
      'AwsSolutions-RDS10',
    );
  }
  if (dynamodb.CfnGlobalTable.isCfnGlobalTable(construct)) {
    // There is one Region, and so one replica.
    construct.addPropertyOverride('Replicas.0.DeletionProtectionEnabled', false);
  }
}
