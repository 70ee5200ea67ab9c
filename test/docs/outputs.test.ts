import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { planFor, strategies } from '../../lib/strategies/index.ts';
import { configWith } from '../support/config.ts';
import { synthesize } from '../support/templates.ts';

const page = readFileSync(new URL('../../docs/runbooks/README.md', import.meta.url), 'utf8');
const [, table = ''] = page.split('| Placeholder | STACK | Output |');

/** What the table says that a stack says: the stack without its Region, and the output. */
const named = (table.split('\n\n')[0] ?? '').split('\n').flatMap((row) => {
  const [, , stacks = '', outputs = ''] = row.split('|');
  return quoted(stacks).flatMap((stack) =>
    quoted(outputs).map((output) => `${stack.replace(/^NAME-(REGION-)?/, '')} ${output}`),
  );
});

function quoted(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word);
}

test.each(strategies.map(({ name }) => name))(
  '%s says everywhere what the runbooks ask',
  (name) => {
    const config = configWith({ strategy: name });
    const serving = planFor(config).regions.filter(({ service }) => service);
    for (const { name: stack, template } of synthesize(config)) {
      const region = serving.find((candidate) => stack.includes(candidate.region));
      const tier = stack.replace('evenkeel-', '').replace(`${region?.region}-`, '');
      const said = Object.entries(template.Outputs ?? {})
        .filter(([, output]) => 'Description' in output)
        .map(([output]) => `${tier} ${output}`);
      const asked = named.filter((output) => output.startsWith(`${tier} `));
      // A Region that answers alone has no health check: nothing could take over.
      const missing = asked.filter(
        (output) =>
          !said.includes(output) && !(output.endsWith('HealthCheckIds') && serving.length < 2),
      );
      expect([stack, missing]).toEqual([stack, []]);
    }
  },
);

test('the runbooks name every output that is there for people', () => {
  const said = synthesize(configWith({ strategy: 'warm-standby' })).flatMap(({ name, template }) =>
    Object.entries(template.Outputs ?? {})
      .filter(([, output]) => 'Description' in output)
      .map(([output]) => `${name.replace(/^evenkeel-(eu-[a-z]+-1-)?/, '')} ${output}`),
  );
  expect([...new Set(said)].sort()).toEqual([...named].sort());
});
