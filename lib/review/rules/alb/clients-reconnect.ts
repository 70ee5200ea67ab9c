import { asBoolean, asNumber } from '../../../assembly/index.ts';
import { attributeOf, textOf } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { judge } from '../../verdicts.ts';

/** What ARC suggests where no recovery time is declared, in seconds. */
const SUGGESTED = 300;

/** The default, in seconds. */
const HOUR = 3600;

/**
 * Whether a target closes its connections before the load balancer does is in its program, and in no
 * template: it is not judged.
 */
export const rule: ResourceRule = {
  id: 'HA-ALB-15',
  consequence: 'clients stay with an impaired zone for an hour',
  title: 'Clients connect anew soon after traffic was shifted out of a zone',
  rationale:
    'A zonal shift changes DNS, which only new connections follow: by default a client may use the one that it has for an hour.',
  severity: 'info',
  fix: `Set the load balancer attribute client_keep_alive.seconds to the recovery time, such as '${SUGGESTED}'.`,
  wellArchitected: ['REL11-BP02'],
  docs: [
    'https://docs.aws.amazon.com/r53recovery/latest/dg/arc-zonal-shift.resource-types.app-load-balancers.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html',
  ],
  appliesTo: ['AWS::ElasticLoadBalancingV2::LoadBalancer'],
  check(balancer, { graph }) {
    if (textOf(graph, balancer, 'Type', 'application') !== 'application') return undefined;
    const read = (key: string) => attributeOf(graph, balancer, 'LoadBalancerAttributes', key);
    const shifts = asBoolean(read('zonal_shift.config.enabled'));
    // Where traffic cannot be shifted, HA-ALB-5 says so.
    if (shifts.state !== 'known' || !shifts.value) return undefined;
    const key = 'client_keep_alive.seconds';
    return judge(asNumber(read(key)), {
      property: ['LoadBalancerAttributes', key],
      absent: HOUR,
      holds: (seconds) => seconds < HOUR,
      expected: `less, such as ${SUGGESTED}`,
    });
  },
};
