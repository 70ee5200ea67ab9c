import type * as ec2 from 'aws-cdk-lib/aws-ec2';

/** An imported VPC knows its range only where it was given; asked otherwise, it throws. */
export function hasCidr(vpc: ec2.IVpc): boolean {
  try {
    return vpc.vpcCidrBlock !== '';
  } catch {
    return false;
  }
}
