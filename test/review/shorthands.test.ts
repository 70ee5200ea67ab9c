import { describe, expect, test } from 'vitest';
import { graphOf } from '../../lib/assembly/index.ts';
import { computeStandsBy, createProfile } from '../../lib/review/profile.ts';
import { STRATEGY_SHORTHANDS, type StrategyShorthand } from '../../lib/review/shorthands.ts';

const nothing = graphOf();
const names = Object.keys(STRATEGY_SHORTHANDS) as StrategyShorthand[];

describe.each(names)('strategy: %s', (strategy) => {
  test('stands for its properties', () => {
    const { standbyFraction, ...properties } = STRATEGY_SHORTHANDS[strategy];
    const profile = createProfile({ strategy }, nothing);
    expect(profile).toMatchObject({ ...properties, floors: { standbyFraction } });
    expect(profile).not.toHaveProperty('strategy');
  });

  test('gives way to a property that is declared beside it', () => {
    const { liveData, sharedTraffic } = STRATEGY_SHORTHANDS[strategy];
    const declared = {
      liveData: !liveData,
      sharedTraffic: !sharedTraffic,
      recovery: 'restore',
    } as const;
    const floors = { standbyFraction: 0.3 };
    const profile = createProfile({ strategy, ...declared, floors }, nothing);
    expect(profile).toMatchObject({ ...declared, floors });
  });
});

test('without a strategy or a property, nothing is guessed', () => {
  const profile = createProfile({}, nothing);
  expect(profile.liveData).toBeUndefined();
  expect(profile.sharedTraffic).toBeUndefined();
  expect(profile.recovery).toBeUndefined();
  expect(computeStandsBy(profile)).toBe(false);
});
