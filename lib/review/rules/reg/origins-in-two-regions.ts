import { type ResourceGraph, type ResourceNode, targetOf } from '../../../assembly/index.ts';
import type { ResourceRule, Verdict } from '../../rule.ts';
import { evidenceOf, judgeCount } from '../../verdicts.ts';
import { judgeOrigins } from './origins.ts';

export const rule: ResourceRule = {
  id: 'HA-REG-13',
  consequence: 'a lost Region leaves the entrance with nowhere to go',
  title: 'An accelerator or a distribution has somewhere to go in two Regions',
  rationale:
    'With endpoints or origins in one Region, an entrance that is everywhere has nowhere to send clients without it.',
  severity: 'warning',
  fix: 'Add an AWS::GlobalAccelerator::EndpointGroup of another Region to the listener, or let the default behavior of the distribution go to an origin group with an origin of each Region.',
  wellArchitected: ['REL11-BP02'],
  controls: 'redundancy',
  docs: [
    'https://docs.aws.amazon.com/global-accelerator/latest/dg/about-endpoint-groups.html',
    'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/high_availability_origin_failover.html',
  ],
  appliesTo: ['AWS::CloudFront::Distribution', 'AWS::GlobalAccelerator::Listener'],
  check(entrance, { graph, profile }) {
    if (!profile.liveData) return undefined;
    return entrance.type === 'AWS::CloudFront::Distribution'
      ? judgeOrigins(graph, entrance)
      : judgeGroups(graph, entrance);
  },
};

function judgeGroups(graph: ResourceGraph, listener: ResourceNode): Verdict {
  const groups = graph.resourcesOf('AWS::GlobalAccelerator::EndpointGroup');
  const regions = new Set<string>();
  let open = 0;
  const own = groups.filter((group) => {
    const value = graph.get(group, 'ListenerArn');
    const found = targetOf(graph, value, ['AWS::GlobalAccelerator::Listener']);
    if (found === undefined) open += 1;
    return found === listener;
  });
  for (const group of own) {
    const region = graph.get(group, 'EndpointGroupRegion');
    if (region.kind === 'literal') regions.add(String(region.value));
    else open += 1;
  }
  const evidence = evidenceOf(own, 'an endpoint group');
  const max = regions.size + open;
  return judgeCount({ min: regions.size, max }, 2, 'Regions of endpoint groups', { evidence });
}
