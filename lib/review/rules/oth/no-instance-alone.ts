import type { ResourceGraph } from '../../../assembly/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { fail, pass } from '../../verdicts.ts';

/** What else can serve. */
const SERVING = [
  'AWS::AppRunner::Service',
  'AWS::AutoScaling::AutoScalingGroup',
  'AWS::ECS::Service',
  'AWS::EKS::Cluster',
  'AWS::ElasticBeanstalk::Environment',
  'AWS::ElasticLoadBalancing::LoadBalancer',
  'AWS::ElasticLoadBalancingV2::LoadBalancer',
  'AWS::Lambda::Function',
] as const;

export const rule: ResourceRule = {
  id: 'HA-OTH-4',
  consequence: 'a lost zone takes the service down until somebody builds it anew',
  title: 'An instance is not all that there is of a service',
  rationale:
    'Automatic recovery moves an instance to other hardware of its own zone, and does nothing when the zone is lost or when what runs on it fails.',
  severity: 'warning',
  fix: 'Run it in an Auto Scaling group with subnets in several zones, of one instance if it must be one.',
  wellArchitected: ['REL10-BP01'],
  controls: 'redundancy',
  docs: [
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-configuration-recovery.html',
    'https://docs.aws.amazon.com/autoscaling/ec2/userguide/auto-scaling-benefits.html',
  ],
  appliesTo: ['AWS::EC2::Instance'],
  check(instance, { graph }) {
    // Beside a service, it may be a bastion, a runner or a tool of its own.
    const region = instance.region;
    const others = graph.having(['AWS::EC2::Instance'], regionOf, region);
    const serves = graph.having(SERVING, regionOf, region);
    return others.length > 1 || serves.length > 0
      ? pass('there is more that may serve')
      : fail('it is the only thing that serves, and is not in an Auto Scaling group');
  },
};

function regionOf(_: ResourceGraph, { region }: { readonly region: string | undefined }) {
  return [region];
}
