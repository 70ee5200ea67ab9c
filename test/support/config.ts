import sample from '../../evenkeel.config.ts';
import type { EvenkeelConfig } from '../../lib/strategies/index.ts';

/** The sample config with some keys changed. */
export function configWith(changes: Partial<EvenkeelConfig> = {}): EvenkeelConfig {
  return { ...sample, ...changes };
}

/** The sample config over the first `count` of four Regions. */
export function configOver(count: number, changes: Partial<EvenkeelConfig> = {}): EvenkeelConfig {
  const names = ['eu-west-1', 'eu-central-1', 'us-east-1', 'ap-northeast-1'];
  return configWith({ regions: names.slice(0, count).map((name) => ({ name })), ...changes });
}
