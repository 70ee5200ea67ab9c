import { asBoolean, type ResourceGraph, type ResourceNode } from '../../../assembly/index.ts';
import { isRouted, RECORD_TYPES, recordsIn } from '../../../aws/index.ts';
import type { ResourceRule } from '../../rule.ts';
import { judge } from '../../verdicts.ts';

export const rule: ResourceRule = {
  id: 'HA-DNS-11',
  consequence: 'records cannot be changed while us-east-1 is impaired',
  title: 'A public hosted zone has accelerated recovery',
  rationale:
    'Records are changed by a control plane in us-east-1. While that Region is impaired, they can be changed again only if the zone has accelerated recovery.',
  severity: 'warning',
  // Route 53 deletes no zone that has it: https://github.com/hashicorp/terraform-provider-aws/pull/45302
  onlyInProduction: true,
  fix: 'Set HostedZoneFeatures.EnableAcceleratedRecovery to true.',
  wellArchitected: ['REL11-BP04'],
  docs: [
    'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/accelerated-recovery.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-route53-hostedzone-hostedzonefeatures.html',
  ],
  appliesTo: ['AWS::Route53::HostedZone'],
  check(zone, { graph }) {
    // Private zones do not have it.
    if (graph.get(zone, 'VPCs').kind !== 'absent') return undefined;
    const property = ['HostedZoneFeatures', 'EnableAcceleratedRecovery'];
    const verdict = judge(asBoolean(graph.get(zone, ...property)), {
      property,
      absent: false,
      holds: (isOn) => isOn,
      expected: 'true',
    });
    // Where there is one Region, there is nowhere that a changed record could lead.
    return graph.regions.length > 1 || choosesAmong(graph, zone)
      ? verdict
      : { ...verdict, severity: 'info' };
  },
};

/** Whether a zone has records that answer with one of several places. */
function choosesAmong(graph: ResourceGraph, zone: ResourceNode): boolean {
  return graph
    .referrers(zone)
    .filter(({ from }) => RECORD_TYPES.some((type) => type === from.type))
    .flatMap(({ from }) => recordsIn(graph, from))
    .some((record) => isRouted(record) || record.get('Failover').kind !== 'absent');
}
