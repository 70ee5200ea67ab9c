import { asNumber } from '../../../assembly/index.ts';
import {
  AUTO_SCALING_GROUP,
  attachedToGroup,
  healthChecksOfGroup,
  itemsOf,
} from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { judge, pass, unknown } from '../../verdicts.ts';

const LAUNCHING = 'autoscaling:EC2_INSTANCE_LAUNCHING';

export const rule: ResourceRule = {
  id: 'HA-ASG-5',
  consequence: 'instances that are still starting are replaced again and again',
  title: 'An instance has time to start before its health check counts',
  rationale:
    'Without a grace period an instance that is still starting is replaced for failing the load balancer’s check, again and again.',
  severity: 'warning',
  fix: 'Set HealthCheckGracePeriod to the seconds that the service needs to start, or hold instances back with a launch lifecycle hook.',
  wellArchitected: ['REL11-BP03'],
  docs: [
    'https://docs.aws.amazon.com/autoscaling/ec2/userguide/health-check-grace-period.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-autoscaling-autoscalinggroup.html#cfn-autoscaling-autoscalinggroup-healthcheckgraceperiod',
  ],
  appliesTo: [AUTO_SCALING_GROUP],
  check(group, { graph }) {
    const types = healthChecksOfGroup(graph, group);
    if (types.state === 'unknown') {
      return unknown(`HealthCheckType is not known: ${types.reason}`, {
        property: ['HealthCheckType'],
      });
    }
    const seen = types.state === 'known' ? types.value : [];
    if (!seen.includes('ELB') && !seen.includes('VPC_LATTICE')) return undefined;
    const type = 'AWS::AutoScaling::LifecycleHook';
    const hooks = attachedToGroup(graph, group, type).attached;
    const own = itemsOf(graph.get(group, 'LifecycleHookSpecificationList')) ?? [];
    const transitions = [
      ...hooks.map((hook) => graph.get(hook, 'LifecycleTransition')),
      ...own.map((hook) =>
        hook.kind === 'mapping' ? hook.entries.get('LifecycleTransition') : hook,
      ),
    ];
    if (transitions.some((one) => one?.kind === 'literal' && one.value === LAUNCHING)) {
      return pass('a lifecycle hook holds instances back until they are ready');
    }
    return judge(asNumber(graph.get(group, 'HealthCheckGracePeriod')), {
      property: ['HealthCheckGracePeriod'],
      absent: 0,
      holds: (seconds) => seconds > 0,
      expected: 'the seconds that the service needs to start',
    });
  },
};
