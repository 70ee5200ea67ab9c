import { regionalName } from '../../constructs/routing/index.ts';
import type { Plan } from '../strategies/index.ts';

/**
 * What is probed from a Region: the global name, and the Regions other than itself that serve. A
 * Region cannot tell of its own loss. A standby with nothing running answers nobody, so it is left
 * out until it is scaled.
 *
 * A service in a single Region is probed from the global stack, which is elsewhere.
 */
export function probedFrom({ domain, regions }: Plan, from: string): string[] {
  const holding = regions.filter(({ service }) => service !== undefined);
  if (holding.length === 1 && holding[0]?.region === from) return [];
  const others = holding.filter(
    ({ region, service }) => region !== from && (service?.compute.minimum ?? 0) > 0,
  );
  return [
    ...others.map(({ region }) => regionalName(domain.recordName, region)),
    domain.recordName,
  ];
}
