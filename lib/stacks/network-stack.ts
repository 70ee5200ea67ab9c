import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { MultiAzNetwork } from '../../constructs/network/index.ts';
import { peakAddresses } from '../strategies/addresses.ts';
import type { Plan, RegionPlan } from '../strategies/index.ts';
import { ReferableStack } from './references/referable-stack.ts';
import { removal, stackProps } from './stack-props.ts';

/** The Region's network, over the zones that the plan names. */
export class NetworkStack extends ReferableStack {
  readonly vpc: ec2.IVpc;

  constructor(
    scope: Construct,
    id: string,
    plan: Plan,
    region: RegionPlan,
    { key }: { readonly key: kms.IKey },
  ) {
    super(
      scope,
      id,
      stackProps(plan, region.region, { description: `Network of ${plan.name}`, stateful: false }),
    );
    this.vpc = new MultiAzNetwork(this, 'Network', {
      availabilityZones: region.availabilityZones,
      cidr: region.cidr,
      peakAddresses: peakAddresses(region),
      encryptionKey: key,
      sharedWaysOut: !plan.safeguards.zonalWaysOut,
      ...removal(plan),
    }).vpc;
    const { publicSubnets, privateSubnets, isolatedSubnets } = this.vpc;
    this.keepExported(
      this.vpc.vpcId,
      this.vpc.vpcCidrBlock,
      ...[...publicSubnets, ...privateSubnets, ...isolatedSubnets].map(({ subnetId }) => subnetId),
    );
  }
}
