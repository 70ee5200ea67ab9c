import { whole } from '../effects.ts';
import type { World } from '../world.ts';
import type { ScenarioKind } from './scenario.ts';

export const scenario: ScenarioKind = {
  name: 'nat-loss',
  places: (world) =>
    [
      ...new Set(gateways(world).flatMap(({ zones }) => (zones ?? []).map(({ id }) => id))),
    ].toSorted(),
  title: (zone) => `the NAT gateways in ${zone} are lost`,
  effects: (zone, world) =>
    gateways(world)
      .filter(({ zones }) => zones?.some(({ id }) => id === zone))
      .map(({ name }) => whole('nat-lost', { target: name })),
};

function gateways({ parts }: World) {
  return parts.filter(({ tier }) => tier === 'NAT gateway');
}
