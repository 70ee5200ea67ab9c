import { isPoller, zonesOfList } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { judgeCount } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-LAM-1',
  consequence: 'a lost zone stops the function',
  title: 'A function in a VPC spans several Availability Zones',
  rationale:
    'Lambda cannot run a function when all of its subnets are in the zone that is impaired.',
  severity: 'error',
  fix: 'List subnets of at least two Availability Zones in VpcConfig.SubnetIds.',
  wellArchitected: ['REL10-BP01'],
  controls: 'redundancy',
  docs: ['https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html'],
  appliesTo: ['AWS::Lambda::Function'],
  check(fn, { graph, profile }) {
    const property = ['VpcConfig', 'SubnetIds'];
    const subnets = graph.get(fn, ...property);
    const isOutside =
      subnets.kind === 'absent' || (subnets.kind === 'list' && subnets.items.length === 0);
    if (isOutside) return undefined;
    const zones = zonesOfList(graph, subnets);
    const floor = profile.floors.availabilityZones;
    const what = 'Availability Zones of the subnets';
    const verdict = judgeCount(zones, floor, what, { property });
    // What it is to work off waits in a queue, and clients do not.
    return isPoller(graph, fn) ? { ...verdict, severity: 'warning' } : verdict;
  },
};
