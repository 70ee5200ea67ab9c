import { asString, type ResourceNode, zonesOfSubnets } from '../../assembly/index.ts';
import {
  clustersOfGlobal,
  DB_CLUSTER,
  globalDatabaseOf,
  isAurora,
  membersOfCluster,
  subnetGroupOfCluster,
} from '../../aws/index.ts';
import type { Fault } from '../effects.ts';
import { byFact } from '../figures.ts';
import {
  type Context,
  gone,
  type Impact,
  type PartOfKind,
  unknownZones,
  untouched,
  type Zone,
} from '../part.ts';
import type { PathName } from '../prediction.ts';
import { ZERO } from '../spans.ts';
import { knownZones, zoneOf } from '../zones.ts';
import { backByHand, byHand, isTrue } from './detection.ts';
import { switchedBack } from './failbacks.ts';

/**
 * Clusters of Aurora, DocumentDB and Neptune: instances over storage in three zones, which may be in
 * other Regions, too. RDS Multi-AZ DB clusters: a writer and two readers.
 */
export const types = [DB_CLUSTER, 'AWS::DocDB::DBCluster', 'AWS::Neptune::DBCluster'];

export function partOf(context: Context, node: ResourceNode): PartOfKind | undefined {
  const { graph } = context;
  const global = globalDatabaseOf(graph, node);
  const clusters =
    global === undefined
      ? [node]
      : clustersOfGlobal(graph, global).members.map(({ cluster }) => cluster);
  const primary =
    global && clustersOfGlobal(graph, global).members.find(({ isPrimary }) => isPrimary)?.cluster;
  // A global database is one thing: its first cluster speaks for all of them.
  if (node !== (primary ?? clusters[0] ?? node)) return undefined;
  const sites = clusters.map((cluster) => siteOf(context, cluster));
  const [first] = sites;
  if (first === undefined) return undefined;
  const name = context.nameOf(node);
  return {
    tier: 'database',
    service: 'rds',
    paths: ['reads', 'writes', 'async'],
    zones: sites.some(({ zones }) => zones === undefined)
      ? undefined
      : sites.flatMap(({ zones }) => zones ?? []),
    replicas: sites.map((site) => site.region),
    failback: (at) =>
      sites.length > 1 && at === first.region
        ? switchedBack(context, first.cluster, first.region)
        : undefined,
    impact(fault, path, at) {
      const near = sites.find((site) => site.region === at);
      if (path === 'reads') {
        if (near !== undefined && near.members > 0) return readsOf(context, near, fault);
        return near === undefined ? undefined : elsewhere(context, sites, near, fault, 'reads');
      }
      if (near === undefined) return undefined;
      if (near === first && !fault.regions.has(first.region))
        return writesOf(context, first, fault, name);
      return elsewhere(context, sites, near, fault, path);
    },
  };
}

interface Site {
  readonly cluster: ResourceNode;
  readonly region: string;
  readonly isAurora: boolean;
  readonly members: number;
  /** Where its instances are, one for each; undefined where AWS chooses among zones. */
  readonly zones: readonly Zone[] | undefined;
  readonly forwardsWrites: boolean;
}

function siteOf(context: Context, cluster: ResourceNode): Site {
  const { graph } = context;
  const region = context.regionOf(cluster);
  const { members } = membersOfCluster(graph, cluster);
  const aurora = cluster.type !== DB_CLUSTER || isAurora(graph, cluster) !== false;
  const named = members.map((member) => asString(graph.get(member, 'AvailabilityZone')));
  const subnetGroup = subnetGroupOfCluster(graph, cluster);
  const spread =
    subnetGroup && knownZones(zonesOfSubnets(graph, graph.get(subnetGroup, 'SubnetIds')), region);
  const zones = named.every(({ state }) => state === 'known')
    ? named.map((zone) => zoneOf(zone.state === 'known' ? zone.value : '', region))
    : spread;
  return {
    cluster,
    region,
    isAurora: aurora,
    // An RDS Multi-AZ DB cluster has a writer and two readers, in three zones.
    members: aurora ? members.length : 3,
    zones,
    forwardsWrites: isTrue(context, cluster, 'EnableGlobalWriteForwarding'),
  };
}

/**
 * The least number of instances that are left. Amazon RDS places instances of a cluster in other
 * zones where it chooses them: the worse case is a zone with one more than the others.
 */
function leftOf({ members, zones, region }: Site, fault: Fault): number | undefined {
  if (zones === undefined) return fault.mayHit(region) ? undefined : members;
  const distinct = new Set(zones.map(({ id }) => id));
  const hit = [...distinct].filter((id) => fault.zones.has(id)).length;
  if (hit === 0) return members;
  if (zones.length === members) return zones.filter(({ id }) => !fault.zones.has(id)).length;
  const each = Math.ceil(members / Math.max(1, distinct.size));
  return Math.max(0, members - hit * each);
}

function hasStorage(
  context: Context,
  { region, isAurora: aurora, zones }: Site,
  fault: Fault,
): boolean {
  if (!aurora) return true;
  const { value: bearable } = context.figures.factOf('aurora.zonesForWrites');
  const lost = [...fault.zones].filter((zone) => isOfRegion(zone, region, zones)).length;
  return lost <= bearable;
}

function isOfRegion(zone: string, region: string, zones: readonly Zone[] | undefined): boolean {
  return zone.startsWith(region) || (zones ?? []).some(({ id }) => id === zone);
}

function readsOf(context: Context, site: Site, fault: Fault): Impact {
  const left = leftOf(site, fault);
  const name = context.nameOf(site.cluster);
  if (left === undefined) return unknownMembers(context, site);
  if (!hasStorage(context, site, fault)) return noStorage(context, site);
  const isWriterLost = fault.parts.get(name)?.has('writer-lost') === true;
  if (left > (isWriterLost ? 1 : 0)) return untouched();
  return writesOf(context, site, fault, name);
}

function writesOf(context: Context, site: Site, fault: Fault, name: string): Impact {
  const { figures } = context;
  const left = leftOf(site, fault);
  if (left === undefined) return unknownMembers(context, site);
  if (!hasStorage(context, site, fault)) return noStorage(context, site);
  const isWriterLost = fault.parts.get(name)?.has('writer-lost') === true;
  if (left === site.members && !isWriterLost) return untouched();
  const evidence = [context.evidence(site.cluster), ...membersEvidence(context, site)];
  const readers = isWriterLost ? left - 1 : left;
  if (readers > 0) {
    const fact = site.isAurora ? 'aurora.failover' : 'rds.clusterFailover';
    const text = `${name} may have its writer where the fault is; ${readers} of ${site.members} instances are left to take over`;
    return {
      comesBack: 'self',
      share: 1,
      bars: [
        {
          phase: 'switch',
          title: `A reader of ${name} becomes its writer`,
          ...figures.fact(fact),
          evidence: [byFact(fact), ...evidence],
        },
      ],
      rpo: ZERO,
      because: [{ text, evidence }],
    };
  }
  const isZoneThere = left > 0 || !fault.mayHit(site.region);
  if (isZoneThere) {
    return {
      comesBack: 'self',
      share: 1,
      bars: [
        {
          phase: 'warm',
          title: `${name} gets its only instance again`,
          ...figures.fact('aurora.recreate'),
          evidence: [byFact('aurora.recreate'), ...evidence],
        },
      ],
      rpo: ZERO,
      because: [{ text: `${name} has no reader that could take over`, evidence }],
    };
  }
  return {
    ...backByHand(
      context,
      site.cluster,
      'instanceMinutes',
      `People create an instance of ${name} in another zone`,
    ),
    rpo: ZERO,
    because: [
      { text: `no instance of ${name} is left; its storage in the other zones is`, evidence },
    ],
  };
}

function membersEvidence(context: Context, { cluster }: Site) {
  return membersOfCluster(context.graph, cluster).members.map((member) =>
    context.evidence(member, 'DBInstanceClass'),
  );
}

/** Requests that are answered in a Region in which the data is, but is not written first. */
function elsewhere(
  context: Context,
  sites: readonly Site[],
  near: Site,
  fault: Fault,
  path: PathName,
): Impact {
  const [first = near] = sites;
  const { figures } = context;
  const name = context.nameOf(first.cluster);
  const isPrimaryThere = !fault.regions.has(first.region) && near !== first;
  const evidence = [context.evidence(near.cluster, 'GlobalClusterIdentifier')];
  if (near !== first && isPrimaryThere && near.forwardsWrites && near.members > 0) {
    return writesOf(context, first, fault, name);
  }
  if (near === first && fault.regions.has(near.region)) {
    return gone(`${name} is in the lost Region`, evidence);
  }
  const isHeadless = near.members === 0;
  const promote = {
    phase: 'switch' as const,
    title: `${near.region} becomes the primary Region of ${name}`,
    ...figures.fact('aurora.globalFailover'),
    evidence: [byFact('aurora.globalFailover'), ...evidence],
  };
  const create = () =>
    byHand(
      context,
      'instanceMinutes',
      `People create an instance of ${context.nameOf(near.cluster)}`,
    );
  return {
    comesBack: 'hand',
    share: 1,
    bars: [
      ...(path === 'reads' && !isHeadless ? [] : [promote]),
      ...(isHeadless ? [create()] : []),
    ],
    rpo: isPrimaryThere ? ZERO : figures.fact('aurora.globalLag'),
    because: [
      {
        text: isPrimaryThere
          ? `${name} is written in ${first.region}: ${near.region} has to become its primary Region`
          : `${name} is lost in ${first.region}, and fails over to ${near.region} by hand only`,
        evidence: [...evidence, byFact('aurora.globalFailover'), byFact('aurora.globalLag')],
      },
    ],
  };
}

function noStorage(context: Context, { cluster }: Site): Impact {
  const name = context.nameOf(cluster);
  const text = `the storage of ${name} has no quorum: it is in three zones, of which one may be lost`;
  return gone(text, [context.evidence(cluster), byFact('aurora.zonesForWrites')]);
}

function unknownMembers(context: Context, { cluster }: Site): Impact {
  return unknownZones(context.nameOf(cluster), [context.evidence(cluster, 'DBSubnetGroupName')]);
}
