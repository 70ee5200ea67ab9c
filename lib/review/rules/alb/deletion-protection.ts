import { asBoolean } from '../../../assembly/index.ts';
import { attributeOf } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { judge } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-ALB-3',
  consequence: 'one call or one deleted stack removes the entry to the service',
  title: 'A load balancer is protected against deletion',
  rationale:
    'One call, or one stack that is taken down, otherwise removes the entry to the service and its address for good.',
  severity: 'info',
  onlyInProduction: true,
  fix: "Set the load balancer attribute deletion_protection.enabled to 'true'.",
  wellArchitected: ['REL08-BP05'],
  controls: 'deletion',
  docs: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html',
  ],
  appliesTo: ['AWS::ElasticLoadBalancingV2::LoadBalancer'],
  check(balancer, { graph }) {
    const key = 'deletion_protection.enabled';
    return judge(asBoolean(attributeOf(graph, balancer, 'LoadBalancerAttributes', key)), {
      property: ['LoadBalancerAttributes', key],
      absent: false,
      holds: (isOn) => isOn,
      expected: 'true',
    });
  },
};
