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
  notApplicable: {
    'one on each instance': service('SchedulingStrategy: DAEMON'),
    'tasks that are placed by their zone': service(
      "AvailabilityZoneRebalancing: DISABLED, PlacementConstraints: [{ Type: memberOf, Expression: 'attribute:ecs.availability-zone in [eu-west-1a, eu-west-1b]' }]",
    ),
    'no task above the count': service(
      'AvailabilityZoneRebalancing: DISABLED, DeploymentConfiguration: { MaximumPercent: 100 }',
    ),
  },
};
