import { Duration } from 'aws-cdk-lib/core';
import { describe, expect, test } from 'vitest';
import {
  azLoss,
  both,
  instanceLoss,
  noLaunches,
  regionLoss,
  writerLoss,
} from '../../lib/resilience/testing/index.ts';
import '../../lib/resilience/testing/vitest.ts';

import { planFor, type StrategyName, strategies } from '../../lib/strategies/index.ts';
import { assemblyOf } from '../support/assemblies.ts';
import { configWith } from '../support/config.ts';

const { minutes } = Duration;
const first = 'eu-west-1';

/**
 * What strategies promise beyond a Region of their own, whatever its zones and its peak. One that is
 * not here promises what every strategy does.
 */
const promises: Readonly<Partial<Record<StrategyName, (folder: string) => void>>> = {
  'multi-az': (folder) => {
    expect(folder).not.toRecoverWithin(Duration.days(365), regionLoss(first));
  },
  'backup-and-restore': (folder) => {
    expect(folder).toRecoverWithin(minutes(240), regionLoss(first));
    expect(folder).toLoseAtMost(minutes(120), regionLoss(first), 'writes');
    expect(folder).not.toSurvive(regionLoss(first), 'reads');
  },
  'pilot-light': (folder) => {
    expect(folder).toRecoverWithin(minutes(30), regionLoss());
    expect(folder).toLoseAtMost(minutes(1), regionLoss(), 'writes');
    expect(folder).not.toSurvive(regionLoss(first), 'reads');
  },
  'warm-standby': (folder) => {
    expect(folder).toRecoverWithin(minutes(20), regionLoss());
    expect(folder).toLoseAtMost(minutes(1), regionLoss(), 'writes');
  },
  'active-active': (folder) => {
    expect(folder).toSurvive(regionLoss(), 'reads');
    expect(folder).toRecoverWithin(minutes(2), regionLoss(), 'reads');
    expect(folder).toRecoverWithin(minutes(12), regionLoss(), 'writes');
    expect(folder).toRecoverWithin(minutes(12), regionLoss(), 'async');
    expect(folder).toLoseAtMost(minutes(1), regionLoss(), 'writes');
  },
};

const shapes = [
  { zones: 'ab', regions: [first, 'eu-central-1'], peaks: { peakInstances: 4 } },
  {
    zones: 'abc',
    // The second one is the first standby, although its name comes after that of the third.
    regions: [first, 'us-east-1', 'ap-northeast-1'],
    peaks: { peakInstances: 5, peakWorkers: 7 },
  },
];

describe.each(
  strategies.flatMap(({ name, minimumRegions = 0 }) =>
    shapes
      .filter(({ regions }) => regions.length >= minimumRegions)
      .map((shape) => ({ strategy: name, ...shape })),
  ),
)('$strategy over zones $zones of $regions', ({ strategy, zones, regions, peaks }) => {
  const config = configWith({
    strategy,
    ...peaks,
    regions: regions.map((name) => ({
      name,
      availabilityZones: [...zones].map((zone) => `${name}${zone}`),
      acceptTwoAvailabilityZones: zones.length === 2,
    })),
  });
  const folder = assemblyOf(planFor(config));

  test('loses any one zone, without launching anything', () => {
    expect(folder).toSurvive(azLoss());
    expect(folder).toSurvive(both(azLoss(), noLaunches()));
    expect(folder).toRecoverWithin(minutes(1), azLoss());
    expect(folder).toLoseAtMost(minutes(0), azLoss());
  });

  test('loses any one instance, and the writer', () => {
    expect(folder).toSurvive(instanceLoss());
    expect(folder).toSurvive(writerLoss());
    expect(folder).toLoseAtMost(minutes(0), writerLoss());
  });

  const promise = promises[strategy];
  if (promise !== undefined) test('loses a Region as it promises', () => promise(folder));
});
