import { describe, type ResourceGraph, type ResourceNode } from '../../../assembly/index.ts';
import { namesNoGroup, reachOf, securityGroupsOf } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { fail, pass, unknown } from '../../verdicts.ts';

/** What else can serve. */
const SERVING = [
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGatewayV2::Api',
  'AWS::AppRunner::Service',
  'AWS::AutoScaling::AutoScalingGroup',
  'AWS::ECS::Service',
  'AWS::EKS::Cluster',
  'AWS::ElasticBeanstalk::Environment',
  'AWS::ElasticLoadBalancing::LoadBalancer',
  'AWS::ElasticLoadBalancingV2::LoadBalancer',
  'AWS::Lambda::Url',
] as const;

export const rule: ResourceRule = {
  id: 'HA-OTH-4',
  consequence: 'a lost zone takes the service down until somebody builds it anew',
  title: 'An instance is not all that there is of a service',
  rationale:
    'Automatic recovery moves an instance to other hardware of its own zone, and does nothing when the zone is lost or when what runs on it fails.',
  severity: 'error',
  fix: 'Run it in an Auto Scaling group with subnets in several zones, of one instance if it must be one, and keep its data where the next instance finds it.',
  wellArchitected: ['REL10-BP01'],
  controls: 'redundancy',
  docs: [
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-configuration-recovery.html',
    'https://docs.aws.amazon.com/autoscaling/ec2/userguide/auto-scaling-benefits.html',
  ],
  appliesTo: ['AWS::EC2::Instance'],
  check(instance, { graph }) {
    const reach = reachOf(graph, instance);
    // A bastion, a runner or a tool of its own; or a job, which is over when it has run.
    const isPrivate = reach === 'nobody' && !namesNoGroup(graph, instance);
    if (isPrivate || endsItself(graph, instance)) return undefined;
    if (graph.having(SERVING, regionOf, instance.region).length > 0 || hasTwin(graph, instance)) {
      return pass('there is more that may serve');
    }
    if (reach === undefined) return unknown('who may send it requests is not known');
    return fail(`${REACH[reach]}, and nothing launches another`, {
      severity: reach === 'anyone' ? 'error' : 'warning',
    });
  },
};

const REACH = {
  anyone: 'it takes requests from anywhere',
  some: 'it takes requests of some',
  nobody: 'it is in the default security group',
} as const;

/** Whether an instance switches itself off at the end of what it does when it starts. */
function endsItself(graph: ResourceGraph, instance: ResourceNode): boolean {
  const lines = describe(graph.get(instance, 'UserData')).trim().split('\n');
  return /^\s*(?:sudo )?(?:poweroff|halt|init 0|shutdown(?!.* -r)\b.*)$/.test(lines.at(-1) ?? '');
}

/** Whether another instance lets in the same, and may serve in its place. */
function hasTwin(graph: ResourceGraph, instance: ResourceNode): boolean {
  return securityGroupsOf(graph, instance).some((group) =>
    graph.referrers(group).some(({ from }) => from !== instance && from.type === instance.type),
  );
}

function regionOf(_: ResourceGraph, { region }: { readonly region: string | undefined }) {
  return [region];
}
