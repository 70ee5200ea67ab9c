import type { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { ListenerCertificate } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as kms from 'aws-cdk-lib/aws-kms';
import { ArtifactMetadataEntryType } from 'aws-cdk-lib/cloud-assembly-schema';
import type { Stack } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import type { InstanceWorkload } from '../../../constructs/service/index.ts';

/** A VPC with public and private subnets and a NAT gateway in each of the first `azCount` zones. */
export function testVpc(stack: Stack, azCount = 3): ec2.Vpc {
  return new ec2.Vpc(stack, 'Vpc', {
    availabilityZones: ['a', 'b', 'c', 'd', 'e', 'f']
      .slice(0, azCount)
      .map((letter) => `${stack.region}${letter}`),
    natGateways: azCount,
    restrictDefaultSecurityGroup: false,
  });
}

/** A VPC with two public and two private subnets in each of three zones. */
export function crowdedVpc(stack: Stack): ec2.Vpc {
  const { PUBLIC, PRIVATE_WITH_EGRESS } = ec2.SubnetType;
  return new ec2.Vpc(stack, 'Vpc', {
    availabilityZones: ['a', 'b', 'c'].map((letter) => `${stack.region}${letter}`),
    natGateways: 3,
    restrictDefaultSecurityGroup: false,
    subnetConfiguration: [
      { name: 'Public', subnetType: PUBLIC },
      { name: 'OtherPublic', subnetType: PUBLIC },
      { name: 'Private', subnetType: PRIVATE_WITH_EGRESS },
      { name: 'OtherPrivate', subnetType: PRIVATE_WITH_EGRESS },
    ],
  });
}

export function testKey(stack: Stack): kms.Key {
  return new kms.Key(stack, 'Key', { enableKeyRotation: true });
}

export const certificate = ListenerCertificate.fromArn(
  'arn:aws:acm:eu-west-1:111122223333:certificate/00000000-0000-0000-0000-000000000000',
);

export const workload: InstanceWorkload = {
  commands: ['install-it', 'start-it'],
  readiness: 'ask-it',
};

/** The properties of all resources of a type. */
export function propertiesOf(template: Template, type: string) {
  return Object.values(template.findResources(type)).map(({ Properties }) => Properties);
}

/** The warnings that a construct has made of its props. */
export function warningsOf(construct: IConstruct): string[] {
  return construct.node.metadata
    .filter(({ type }) => type === ArtifactMetadataEntryType.WARN)
    .map(({ data }) => data);
}
