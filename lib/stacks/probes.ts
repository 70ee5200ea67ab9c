import { regionalName } from '../../constructs/routing/index.ts';
import type { Plan } from '../strategies/index.ts';
import { route53Region } from './stack-props.ts';

/**
 * What is probed from a Region: the global name, and the Regions other than itself that serve. A
 * Region cannot tell of its own loss. A standby with nothing running answers nobody, so it is left
 * out until it is scaled.
 *
 * A Region that holds the service alone is left to {@link probedFromOutside}.
 */
export function probedFrom(plan: Plan, from: string): string[] {
  const holding = holdingRegions(plan);
  if (!plan.safeguards.canaries || holding.length === 1) return [];
  const others = holding.filter(
    ({ region, service }) => region !== from && (service?.compute.minimum ?? 0) > 0,
  );
  return names(
    plan,
    others.map(({ region }) => region),
  );
}

/**
 * What is probed from the global stack: a service that one Region holds alone. When that is the
 * global stack's own Region, its loss is not told of, but whatever else keeps users out is.
 */
export function probedFromOutside(plan: Plan): string[] {
  const holding = holdingRegions(plan).map(({ region }) => region);
  if (!plan.safeguards.canaries || holding.length > 1) return [];
  return names(
    plan,
    holding.filter((region) => region !== route53Region),
  );
}

function holdingRegions({ regions }: Plan) {
  return regions.filter(({ service }) => service !== undefined);
}

function names({ domain }: Plan, regions: readonly string[]): string[] {
  return [...regions.map((region) => regionalName(domain.recordName, region)), domain.recordName];
}
