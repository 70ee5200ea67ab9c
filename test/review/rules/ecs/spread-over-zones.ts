import type { RuleSamples } from '../../support/samples.ts';
import { openService, service } from './service.ts';

const spread = '{ Type: spread, Field: attribute:ecs.availability-zone }';
const packed = '{ Type: binpack, Field: memory }';

export const samples: RuleSamples = {
  pass: {
    'the defaults': service('DesiredCount: 2'),
    'spread over zones, then packed': service(
      `AvailabilityZoneRebalancing: ENABLED, PlacementStrategies: [${spread}, ${packed}]`,
    ),
  },
  fail: {
    'no rebalancing': service('AvailabilityZoneRebalancing: DISABLED'),
    'packed first': service(`PlacementStrategies: [${packed}, ${spread}]`),
    'at random': service('PlacementStrategies: [{ Type: random }]'),
  },
  unknown: {
    'a mode that is given at deployment': openService('AvailabilityZoneRebalancing'),
    'strategies that are given at deployment': openService('PlacementStrategies'),
  },
  notApplicable: { 'one on each instance': service('SchedulingStrategy: DAEMON') },
};
