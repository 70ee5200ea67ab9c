import type { Floors, Properties } from './profile.ts';

/**
 * What the usual names of strategies for disaster recovery stand for, in order of cost. Only this
 * table knows them: rules ask for the properties.
 * https://docs.aws.amazon.com/whitepapers/latest/disaster-recovery-workloads-on-aws/disaster-recovery-options-in-the-cloud.html
 */
export const STRATEGY_SHORTHANDS = {
  'multi-az': { liveData: false, sharedTraffic: false, recovery: 'none', standbyFraction: 0 },
  'backup-and-restore': {
    liveData: false,
    sharedTraffic: false,
    recovery: 'restore',
    standbyFraction: 0,
  },
  'pilot-light': { liveData: true, sharedTraffic: false, recovery: 'switch', standbyFraction: 0 },
  'warm-standby': {
    liveData: true,
    sharedTraffic: false,
    recovery: 'switch',
    standbyFraction: 0.5,
  },
  'active-active': { liveData: true, sharedTraffic: true, recovery: 'routing', standbyFraction: 1 },
} as const satisfies Readonly<
  Record<string, Required<Properties> & Pick<Floors, 'standbyFraction'>>
>;

/** A name that stands for properties, such as `warm-standby`. */
export type StrategyShorthand = keyof typeof STRATEGY_SHORTHANDS;
