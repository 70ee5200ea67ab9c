import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import type { App } from 'aws-cdk-lib/core';
import {
  AuroraCapacity,
  AuroraCluster,
  type AuroraClusterProps,
  GlobalMembership,
} from '../../../constructs/database/index.ts';
import { RegionalKey } from '../../../constructs/security/index.ts';
import { testApp, testStack } from '../../support/app.ts';

export const FIRST = 'eu-west-1';
export const SECOND = 'eu-central-1';

export const provisioned = (count: number) =>
  AuroraCapacity.provisioned(
    ec2.InstanceType.of(ec2.InstanceClass.R7G, ec2.InstanceSize.LARGE),
    count,
  );

export const primary = () =>
  GlobalMembership.primary({ secondaryRegions: [SECOND], keyAliasName: 'shop' });

export const secondary = () => GlobalMembership.secondary({ sourceRegion: FIRST });

/** A stack with a network of isolated subnets only, and the cluster under test. */
export function clusterIn(
  region: string,
  props: Partial<AuroraClusterProps> = {},
  options: { app?: App; zones?: readonly string[] } = {},
) {
  const { app = testApp(), zones = ['a', 'b', 'c'] } = options;
  const stack = testStack(app, `Data-${region}`, region);
  const vpc = new ec2.Vpc(stack, 'Vpc', {
    availabilityZones: zones.map((zone) => `${region}${zone}`),
    natGateways: 0,
    restrictDefaultSecurityGroup: false,
    subnetConfiguration: [{ name: 'Isolated', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }],
  });
  const { key } = new RegionalKey(stack, 'Key', { aliasName: 'shop' });
  const database = new AuroraCluster(stack, 'Database', {
    name: 'shop',
    vpc,
    encryptionKey: key,
    capacity: provisioned(2),
    ...props,
  });
  return { stack, vpc, key, database };
}

/** The ARN of the one customer managed key of a template of {@link clusterIn}. */
export function keyArn(stack: ReturnType<typeof clusterIn>['stack']): unknown {
  const key = stack.node.findAll().find((child) => child instanceof kms.Key) as kms.Key;
  return stack.resolve(key.keyArn);
}
