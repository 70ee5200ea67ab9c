import { describe, expect, test } from 'vitest';
import { formatProblem } from '../../lib/assembly/index.ts';
import { parseConfig } from '../../lib/review/config.ts';

const problems = (text: string, file = 'ha.yaml') =>
  parseConfig(text, file).problems.map(formatProblem);

describe('a config', () => {
  test('is read from YAML and JSON alike', () => {
    const yaml = `
strategy: warm-standby
regions:
  - { name: eu-west-1, role: primary }
  - { name: eu-central-1, role: standby }
floors: { availabilityZones: 3, standbyFraction: 0.5 }
objectives: { rtoSeconds: 900 }
strict: true
acknowledgements:
  - { rule: HA-ASG-1, resource: App/Batch, reason: a batch job may wait, expires: 2027-01-31 }
`;
    const { config } = parseConfig(yaml, 'ha.yaml');
    expect(config).toMatchObject({
      strategy: 'warm-standby',
      regions: [{ role: 'primary' }, { role: 'standby' }],
      strict: true,
      acknowledgements: [{ expires: '2027-01-31' }],
    });
    expect(parseConfig(JSON.stringify(config), 'ha.json').config).toEqual(config);
  });

  test('may be empty', () => {
    expect(parseConfig('', 'ha.yaml')).toEqual({ config: {}, problems: [] });
    expect(parseConfig('# nothing yet\n', 'ha.yaml').config).toEqual({});
  });

  test.each([
    [
      'strategy: warm-standbye',
      "ha.yaml:1:1: found strategy: 'warm-standbye'; expected one of multi-az, backup-and-restore, pilot-light, warm-standby, active-active; did you mean warm-standby?",
    ],
    [
      'statregy: multi-az',
      "ha.yaml:1:1: found statregy: 'multi-az'; expected one of strategy, stage, liveData, sharedTraffic, recovery, regions, peaks, floors, objectives, acknowledgements, strict, preset, rules, stacks; did you mean strategy?",
    ],
    [
      'regions: eu-west-1',
      "ha.yaml:1:1: found regions: 'eu-west-1'; expected a list of Regions; write [{ name: 'eu-west-1' }, …]",
    ],
    [
      'regions: [{ role: primary }]',
      'ha.yaml:1:11: found no regions[0].name; expected a string that is not empty; write it in quotes',
    ],
    [
      'floors: { availabilityZones: 0 }',
      'ha.yaml:1:11: found floors.availabilityZones: 0; expected a number from 1 to 6; write a number without quotes',
    ],
    [
      'objectives: { rtoSeconds: "900" }',
      "ha.yaml:1:15: found objectives.rtoSeconds: '900'; expected a number of at least 0; write a number without quotes",
    ],
    ['strict: 1', 'ha.yaml:1:1: found strict: 1; expected true or false; write it without quotes'],
    [
      '[]',
      'ha.yaml:1:1: found []; expected an object with strategy, stage, liveData, sharedTraffic, recovery, regions, peaks, floors, objectives, acknowledgements, strict, preset, rules, stacks; write its keys and values',
    ],
    [
      'acknowledgements: [{ rule: HA-ASG-999, resource: x, reason: y }]',
      /found acknowledgements\[0\]\.rule: 'HA-ASG-999'; expected the ID of a rule; did you mean/,
    ],
    [
      'acknowledgements: [{ rule: HA-ASG-1, resource: x, reason: "" }]',
      /reason: ''; expected a string that is not empty/,
    ],
    [
      'acknowledgements: [{ rule: HA-ASG-1, resource: x, reason: y, expires: 2027-02-30 }]',
      /expires: '2027-02-30'; expected a date such as 2027-01-31/,
    ],
    ['strategy: [', /ha\.yaml:1:\d+: found/],
  ])('%s is told with its place, its value, and what to do', (text, message) => {
    const [only, ...more] = problems(text);
    if (typeof message === 'string') expect(only).toBe(message);
    else expect(only).toMatch(message);
    expect(more).toEqual([]);
  });

  test('tells everything that is wrong at once', () => {
    expect(problems('strategy: x\nstrict: maybe\nfloors: { zones: 2 }\n')).toHaveLength(3);
  });
});
