import type * as ec2 from 'aws-cdk-lib/aws-ec2';

/**
 * The subnets of a selection, and none where the VPC has no such group: the CDK throws then, before
 * any other mistake could be named.
 */
export function selectedSubnets(
  vpc: ec2.IVpc,
  selection: ec2.SubnetSelection,
): Pick<ec2.SelectedSubnets, 'subnets' | 'availabilityZones'> {
  try {
    return vpc.selectSubnets(selection);
  } catch {
    return { subnets: [], availabilityZones: [] };
  }
}
