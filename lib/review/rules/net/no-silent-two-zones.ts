import { asValue, subnetsOfVpc, zonesOf } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { evidenceOf, fail, pass, unknown } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-NET-11',
  consequence: 'the VPC gets two zones, whatever it asks for',
  title: 'A VPC of a stack without a Region is not cut down to two Availability Zones',
  rationale:
    'CDK gives a VPC at most two zones, whatever maxAzs asks for, while the Region of its stack is not known.',
  severity: 'warning',
  fix: "Give the stack's env a region and the VPC its availabilityZones, or look up the zones by giving env an account as well.",
  wellArchitected: ['REL10-BP01'],
  docs: ['https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_ec2.VpcProps.html'],
  appliesTo: ['AWS::EC2::VPC'],
  check(vpc, { graph }) {
    // Whoever writes two zones into a template by hand means two.
    if (vpc.region !== undefined || vpc.constructPath === undefined) return undefined;
    const subnets = subnetsOfVpc(graph, asValue(vpc));
    if (subnets.length === 0) return undefined;
    const zones = zonesOf(graph, subnets);
    const details = { evidence: evidenceOf(subnets, 'subnet') };
    if (zones.min >= 3) return pass(`subnets in ${zones.min} Availability Zones`, details);
    if (zones.max > zones.keys.length) return unknown('not all Availability Zones are known');
    const isCapped = zones.keys.join() === 'idx#0,idx#1';
    const found = `subnets in ${zones.keys.join(', ')}`;
    return isCapped
      ? fail(`${found}, expected more than the first two`, details)
      : pass(found, details);
  },
};
