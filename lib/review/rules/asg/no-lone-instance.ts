import type { Resolved } from '../../../assembly/index.ts';
import { AUTO_SCALING_GROUP, hasOneZone, itemsOf } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { evidenceOf, fail, pass, unknown } from '../../verdicts.ts';

const INSTANCE = 'AWS::EC2::Instance';

/**
 * Not judged: instances that run a tier without a target group, as nothing in a template says that
 * they do.
 */
export const rule: ResourceRule = {
  id: 'HA-ASG-15',
  consequence: 'an instance that fails is not replaced',
  title: 'What a load balancer sends requests to is replaced when it fails',
  rationale:
    'An instance of its own is bound to its zone, and nothing launches another when it or the zone fails.',
  severity: 'error',
  fix: 'Run the instances in an Auto Scaling group, and attach the group to the target group.',
  wellArchitected: ['REL10-BP02'],
  controls: 'redundancy',
  docs: ['https://docs.aws.amazon.com/autoscaling/ec2/userguide/autoscaling-load-balancer.html'],
  appliesTo: ['AWS::ElasticLoadBalancingV2::TargetGroup'],
  check(targets, { graph }) {
    const property = ['Targets'];
    const type = graph.get(targets, 'TargetType');
    // The default is `instance`; functions, load balancers and addresses are judged elsewhere.
    if (type.kind === 'literal' && type.value !== 'instance') return undefined;
    const items = itemsOf(graph.get(targets, ...property));
    const ids = items?.map((item): Resolved => {
      const id = item.kind === 'mapping' ? item.entries.get('Id') : item;
      return id ?? { kind: 'absent' };
    });
    const nodes = ids?.flatMap((id) => (id.kind === 'reference' ? [id.node] : [])) ?? [];
    const instances = nodes.filter((node) => node.type === INSTANCE);
    if (instances.length > 0) {
      const evidence = evidenceOf(instances, 'not in an Auto Scaling group');
      const what = instances.length === 1 ? 'an instance that is' : 'instances that are';
      return fail(`${what} not in an Auto Scaling group`, {
        property,
        evidence,
        // Where others stay, the load balancer goes on without the one that fails.
        severity: hasOneZone(graph, targets) ? 'error' : 'warning',
      });
    }
    if (ids === undefined || ids.some(({ kind }) => kind !== 'reference')) {
      return unknown('what the targets are is not known', { property });
    }
    const groups = graph.referrers(targets).filter(({ from }) => from.type === AUTO_SCALING_GROUP);
    return groups.length > 0 ? pass('the targets are those of an Auto Scaling group') : undefined;
  },
};
