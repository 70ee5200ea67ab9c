import { expect, test } from 'vitest';
import { predict } from '../../lib/resilience/index.ts';
import { edit, set } from '../review/support/mutations/mutation.ts';
import { type Broken, graphWith } from './support/broken.ts';

/** How it is noticed that the first Region is gone, where copies of backups are all that is left. */
function noticed(...changes: readonly Broken['change'][]) {
  const graph = graphWith(
    'backup-and-restore',
    changes.map((change) => ({ at: 'global/Canary*', change })),
  );
  const { scenarios } = predict(graph, { scenarios: ['region-loss:eu-west-1'] });
  return scenarios[0]?.paths.writes?.timeline[0];
}

test('a lost Region is noticed by what asks for it from outside', () => {
  expect(noticed()?.title).toBe('An alarm tells people');
  expect(noticed()?.evidence[0]?.resource).toMatch(/global\/Canary/);
});

test.each([
  ['asks for another service', edit('Properties/Dimensions/0/Value', () => 'other.example.com')],
  ['tells nobody', set('Properties/ActionsEnabled', false)],
])('and not by its own alarms, nor by a canary that %s', (_, change) => {
  expect(noticed(change)?.title).toMatch(/^Somebody notices/);
});
