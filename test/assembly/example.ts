import {
  asNumber,
  explore,
  type ResourceGraph,
  type ResourceNode,
  zonesOfSubnets,
} from '../../lib/assembly/index.ts';

type Status = 'pass' | 'fail' | 'unknown';

/** A group that has fewer instances than Availability Zones starts with a zone empty. */
function everyZoneHasAnInstance(view: ResourceGraph, group: ResourceNode): Status {
  const zones = zonesOfSubnets(view, view.get(group, 'VPCZoneIdentifier'));
  const minimum = asNumber(view.get(group, 'MinSize'));
  if (minimum.state !== 'known') return 'unknown';
  if (minimum.value >= zones.max) return 'pass';
  return minimum.value < zones.min ? 'fail' : 'unknown';
}

/** One line for every group and scenario. */
export function review(graph: ResourceGraph): string[] {
  return graph.resourcesOf('AWS::AutoScaling::AutoScalingGroup').flatMap((group) => {
    const { file, line } = graph.position(group, 'MinSize');
    const check = (view: ResourceGraph) => everyZoneHasAnInstance(view, group);
    return explore(graph, check, group).outcomes.map(({ scenario, result }) => {
      const when = scenario.assumptions.map(({ condition, truth }) => `${condition}=${truth}`);
      return [`${file}:${line}`, group.logicalId, result, ...when].join(' ');
    });
  });
}
