import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';

/** What differs from group to group. */
export interface HardenedLaunchTemplateProps {
  readonly instanceType: ec2.InstanceType;
  readonly userData: ec2.UserData;
  readonly role: iam.IRole;
  readonly securityGroup: ec2.ISecurityGroup;
  readonly encryptionKey: kms.IKey;
}

/**
 * Defines a launch template of AL2023 for the CPU architecture of the instance type, with the
 * newest AMI at the time of the deployment, an encrypted root volume, IMDSv2 and no key pair.
 */
export function hardenedLaunchTemplate(
  scope: Construct,
  id: string,
  { instanceType, encryptionKey, ...props }: HardenedLaunchTemplateProps,
): ec2.LaunchTemplate {
  const arm = instanceType.architecture === ec2.InstanceArchitecture.ARM_64;
  return new ec2.LaunchTemplate(scope, id, {
    ...props,
    instanceType,
    machineImage: ec2.MachineImage.latestAmazonLinux2023({
      cpuType: arm ? ec2.AmazonLinuxCpuType.ARM_64 : ec2.AmazonLinuxCpuType.X86_64,
    }),
    requireImdsv2: true,
    // One hop: a response does not leave the instance, not even into a container on it.
    // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html
    httpPutResponseHopLimit: 1,
    // Metrics every minute instead of every five: how fast a zone's trouble shows.
    // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/manage-detailed-monitoring.html
    detailedMonitoring: true,
    ebsOptimized: true,
    blockDevices: [
      {
        deviceName: '/dev/xvda',
        volume: ec2.BlockDeviceVolume.ebs(20, {
          volumeType: ec2.EbsDeviceVolumeType.GP3,
          encrypted: true,
          kmsKey: encryptionKey,
          deleteOnTermination: true,
        }),
      },
    ],
  });
}
