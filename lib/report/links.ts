import { asList, asString, type ResourceGraph } from '../assembly/index.ts';
import {
  BACKUP_PLAN,
  BUCKET,
  backupCopiesOf,
  clustersOfGlobal,
  replicationsOf,
} from '../aws/index.ts';

/** Data that goes from one Region to another. */
export interface Link {
  readonly what: string;
  readonly from: string;
  readonly to: string;
}

/** The copies of data between Regions that templates say, each once. */
export function linksOf(graph: ResourceGraph): readonly Link[] {
  const found = [...databases(graph), ...buckets(graph), ...tables(graph), ...backups(graph)];
  const links = found.flatMap(({ what, from, to }): readonly Link[] =>
    from === undefined || to === undefined || from === to ? [] : [{ what, from, to }],
  );
  return [...new Map(links.map((link) => [JSON.stringify(link), link])).values()];
}

interface Found {
  readonly what: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

function databases(graph: ResourceGraph): readonly Found[] {
  return graph.resourcesOf('AWS::RDS::GlobalCluster').flatMap((global) => {
    const { members } = clustersOfGlobal(graph, global);
    const from = members.find(({ isPrimary }) => isPrimary)?.cluster.region ?? global.region;
    return members.map(({ cluster }) => ({ what: 'Aurora', from, to: cluster.region }));
  });
}

function buckets(graph: ResourceGraph): readonly Found[] {
  return graph.resourcesOf(BUCKET).flatMap((bucket) =>
    (replicationsOf(graph, bucket) ?? []).map(({ destination }) => ({
      what: 'S3',
      from: bucket.region,
      to: destination?.region,
    })),
  );
}

function tables(graph: ResourceGraph): readonly Found[] {
  return graph.resourcesOf('AWS::DynamoDB::GlobalTable').flatMap((table) => {
    const replicas = asList(graph.get(table, 'Replicas'));
    const count = replicas.state === 'known' ? replicas.value.length : 0;
    const regions = Array.from({ length: count }, (_, i) => {
      const region = asString(graph.get(table, 'Replicas', i, 'Region'));
      return region.state === 'known' ? region.value : undefined;
    });
    return regions.flatMap((from) => regions.map((to) => ({ what: 'DynamoDB', from, to })));
  });
}

function backups(graph: ResourceGraph): readonly Found[] {
  return graph.resourcesOf(BACKUP_PLAN).flatMap((plan) =>
    (backupCopiesOf(graph, plan) ?? []).map((to) => ({
      what: 'backups',
      from: plan.region,
      to,
    })),
  );
}
