import {
  asBoolean,
  asNumber,
  asString,
  type ResourceGraph,
  type ResourceNode,
} from '../../../assembly/index.ts';
import { AUTO_SCALING_GROUP, launchTemplateOf } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { judge, unknown } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-ASG-11',
  consequence: 'interrupted instances are replaced only after they are gone',
  title: 'Spot Instances are replaced before they are interrupted',
  rationale:
    'An interruption comes two minutes ahead, often to many instances at once; rebalancing starts their replacements at the earlier recommendation.',
  severity: 'warning',
  fix: 'Set CapacityRebalance to true, or use On-Demand Instances.',
  wellArchitected: ['REL11-BP03'],
  controls: 'capacity',
  docs: [
    'https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-capacity-rebalancing.html',
  ],
  appliesTo: [AUTO_SCALING_GROUP],
  check(group, { graph }) {
    const spot = usesSpot(graph, group);
    if (spot === false) return undefined;
    if (spot === undefined) return unknown('whether the group uses Spot Instances is not known');
    return judge(asBoolean(graph.get(group, 'CapacityRebalance')), {
      property: ['CapacityRebalance'],
      absent: false,
      holds: (isOn) => isOn,
      expected: 'true, as the group uses Spot Instances',
    });
  },
};

function usesSpot(graph: ResourceGraph, group: ResourceNode): boolean | undefined {
  const distribution = ['MixedInstancesPolicy', 'InstancesDistribution'];
  const share = asNumber(graph.get(group, ...distribution, 'OnDemandPercentageAboveBaseCapacity'));
  if (share.state === 'unknown') return undefined;
  if (share.state === 'known' && share.value < 100) return true;
  const template = launchTemplateOf(graph, group);
  // A template that is not at hand hardly ever asks for Spot: that is no reason to report it.
  if (template === undefined) return false;
  const options = ['LaunchTemplateData', 'InstanceMarketOptions', 'MarketType'];
  const market = asString(graph.get(template, ...options));
  if (market.state === 'unknown') return undefined;
  return market.state === 'known' && market.value === 'spot';
}
