import { activeActive } from './active-active.ts';
import { backupAndRestore } from './backup-and-restore.ts';
import { multiAz } from './multi-az.ts';
import { pilotLight } from './pilot-light.ts';
import { warmStandby } from './warm-standby.ts';

/** Every strategy, from the cheapest to the dearest. Tests loop over it. */
export const strategies = [
  multiAz,
  backupAndRestore,
  pilotLight,
  warmStandby,
  activeActive,
] as const;

/** The name of a strategy, as `strategy` in the config takes it. */
export type StrategyName = (typeof strategies)[number]['name'];
