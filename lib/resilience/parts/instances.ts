import { asString, type ResourceNode, targetOf, zonesOfSubnets } from '../../assembly/index.ts';
import { DB_INSTANCE, holdsData } from '../../aws/index.ts';
import { byFact } from '../figures.ts';
import {
  type Context,
  gone,
  type Impact,
  type PartOfKind,
  unknownZones,
  untouched,
} from '../part.ts';
import { ZERO } from '../spans.ts';
import { knownZones, zoneOf } from '../zones.ts';
import { hasAutomatedBackups } from './backups.ts';
import { backByHand, isTrue } from './detection.ts';

/** Database instances that hold data of their own, with a standby in another zone or without. */
export const types = [DB_INSTANCE];

export function partOf(context: Context, node: ResourceNode): PartOfKind | undefined {
  const { graph } = context;
  if (!holdsData(graph, node)) return undefined;
  const region = context.regionOf(node);
  const name = context.nameOf(node);
  const isMultiAz = isTrue(context, node, 'MultiAZ');
  const group = targetOf(
    graph,
    graph.get(node, 'DBSubnetGroupName'),
    ['AWS::RDS::DBSubnetGroup'],
    node.region,
  );
  const spread = group && knownZones(zonesOfSubnets(graph, graph.get(group, 'SubnetIds')), region);
  const named = asString(graph.get(node, 'AvailabilityZone'));
  const zones = named.state === 'known' && !isMultiAz ? [zoneOf(named.value, region)] : spread;
  const evidence = [context.evidence(node, 'MultiAZ')];
  return {
    tier: 'database',
    service: 'rds',
    paths: ['reads', 'writes', 'async'],
    zones,
    impact(fault, _path, at): Impact | undefined {
      if (at !== region) return undefined;
      const isWriterLost = fault.parts.get(name)?.has('writer-lost') === true;
      if (!isWriterLost && !fault.mayHit(region)) return untouched();
      if (!isWriterLost && zones === undefined)
        return unknownZones(name, [context.evidence(node, 'DBSubnetGroupName')]);
      const places = zones ?? [];
      const hit = places.filter(({ id }) => fault.zones.has(id)).length;
      if (!isWriterLost && hit === 0) return untouched();
      const isGone = places.length > 0 && hit === places.length;
      if (isMultiAz && !isGone) {
        const bar = {
          phase: 'switch' as const,
          title: `The standby of ${name} takes over`,
          ...context.figures.fact('rds.multiAzFailover'),
          evidence: [byFact('rds.multiAzFailover'), ...evidence],
        };
        return {
          comesBack: 'self',
          share: 1,
          bars: [bar],
          rpo: ZERO,
          because: [{ text: `${name} has a standby in another zone`, evidence }],
        };
      }
      if (isWriterLost && hit === 0) {
        const bar = {
          phase: 'warm' as const,
          title: `${name} is recovered in its zone`,
          ...context.figures.fact('rds.recreate'),
          evidence: [byFact('rds.recreate'), ...evidence],
        };
        return {
          comesBack: 'self',
          share: 1,
          bars: [bar],
          rpo: ZERO,
          because: [{ text: `${name} has no standby`, evidence }],
        };
      }
      return withoutZone(context, node, name);
    },
  };
}

/** Its only zone is gone, or all of them: what is left are its backups, which are in the Region. */
function withoutZone(context: Context, node: ResourceNode, name: string): Impact {
  const evidence = [
    context.evidence(node, 'MultiAZ'),
    context.evidence(node, 'BackupRetentionPeriod'),
  ];
  if (!hasAutomatedBackups(context, node)) {
    const text = `${name} is in the lost zone alone, and has no backups`;
    return gone(text, evidence);
  }
  return {
    ...backByHand(
      context,
      node,
      'restoreMinutes',
      `People restore ${name} in another zone from its backups`,
    ),
    rpo: context.figures.fact('rds.latestRestorable'),
    because: [
      {
        text: `${name} may be in the lost zone alone; its backups are in the Region`,
        evidence: [...evidence, byFact('rds.latestRestorable')],
      },
    ],
  };
}
