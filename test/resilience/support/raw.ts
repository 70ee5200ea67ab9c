import type { SynthesizedStack } from '../../support/templates.ts';

/** What one Region holds, read from the JSON of its templates without any code of the project. */
export interface RawRegion {
  readonly region: string;
  /** Least instances of the group behind the load balancer, and the zones of its subnets. */
  readonly minimum: number;
  readonly zones: readonly string[];
  /** The zones of the database's instances. */
  readonly databaseZones: readonly string[];
  /** Whether the database is written here, and not replicated from elsewhere. */
  readonly isWritten: boolean;
}

/** How clients choose among Regions: one after the other, all at once, or no choice. */
export interface RawRouting {
  readonly policy: 'failover' | 'shared' | 'none';
  readonly order: readonly string[];
}

// biome-ignore lint/suspicious/noExplicitAny: JSON of unknown shape
type Json = any;

export function rawRegions(stacks: readonly SynthesizedStack[]): readonly RawRegion[] {
  return [...new Set(stacks.map(({ region }) => region))].flatMap((region) => {
    const own = stacks.filter((stack) => stack.region === region);
    const all = own.flatMap(({ template }) => Object.values(template.Resources));
    const web = all.find(
      (one) => one.Type.endsWith('::AutoScalingGroup') && one.Properties.TargetGroupARNs,
    );
    if (web === undefined) return [];
    const subnets: readonly Json[] = web.Properties.VPCZoneIdentifier;
    return {
      region,
      minimum: Number(web.Properties.MinSize),
      zones: [...new Set(subnets.map((subnet) => zoneOf(subnet, own)))].toSorted(),
      databaseZones: all
        .filter((one) => one.Type === 'AWS::RDS::DBInstance')
        .map((one) => one.Properties.AvailabilityZone),
      isWritten: all.some(
        (one) => one.Type === 'AWS::RDS::DBCluster' && !one.Properties.GlobalClusterIdentifier,
      ),
    };
  });
}

function zoneOf(subnet: Json, stacks: readonly SynthesizedStack[]): string {
  const [name] = [subnet['Fn::ImportValue']];
  for (const { template } of stacks) {
    for (const output of Object.values(template.Outputs ?? {})) {
      if (output.Export?.Name !== name) continue;
      return template.Resources[(output.Value as Json).Ref]?.Properties.AvailabilityZone;
    }
  }
  throw new Error(`no export ${name}`);
}

export function rawRouting(stacks: readonly SynthesizedStack[]): RawRouting {
  const sets: readonly Json[] = stacks.flatMap(({ template }) =>
    Object.values(template.Resources).flatMap((one) => one.Properties?.RecordSets ?? []),
  );
  const failover = sets.filter((one) => one.Failover);
  if (failover.length > 0) {
    const order = failover.toSorted((a) => (a.Failover === 'PRIMARY' ? -1 : 1));
    return { policy: 'failover', order: [...new Set(order.map((one) => one.SetIdentifier))] };
  }
  const latency = sets.filter((one) => one.Region);
  return {
    policy: latency.length > 0 ? 'shared' : 'none',
    order: [...new Set(latency.map((one) => one.Region))],
  };
}

/** What a group keeps that is spread evenly, when its fullest zone is gone. */
export function withoutFullestZone(minimum: number, zones: number): number {
  return minimum - Math.ceil(minimum / zones);
}
