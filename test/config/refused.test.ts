import { describe, expect, test } from 'vitest';
import { contextProblems } from '../../lib/config/overrides.ts';
import { ConfigError } from '../../lib/config/problem.ts';
import { planFor } from '../../lib/strategies/index.ts';
import { configWith } from '../support/config.ts';

/** The problems of a config, as `key: what was expected`. */
function refused(config: unknown): string[] {
  try {
    planFor(config as Parameters<typeof planFor>[0]);
  } catch (error) {
    if (error instanceof ConfigError) {
      return error.problems.map(({ key, expected }) => `${key}: ${expected}`);
    }
    throw error;
  }
  return [];
}

const sample = configWith();
const snapshot = (region: string, partition = 'aws') =>
  `arn:${partition}:rds:${region}:111122223333:cluster-snapshot:awsbackup:copyjob-1`;
const first = (changes: object) =>
  configWith({ regions: [{ name: 'eu-west-1', ...changes }, { name: 'eu-central-1' }] });
const alerts = (changes: object) =>
  configWith({ alerts: { page: ['a@example.com'], ticket: ['b@example.com'], ...changes } });

describe('what is left out and what is undefined are the same', () => {
  test.each([
    ['a range of a Region', first({ cidr: undefined, databaseSnapshot: undefined })],
    ['zones', first({ availabilityZones: undefined, acceptTwoAvailabilityZones: undefined })],
    ['types and peaks', { ...sample, instanceType: undefined, peakWorkers: undefined }],
    ['sections', { ...sample, deployments: undefined, tags: undefined, account: undefined }],
    ['a runbook address', { ...sample, alerts: { ...sample.alerts, runbooks: undefined } }],
    ['an objective', { ...sample, objectives: { ...sample.objectives, regionLoss: undefined } }],
    [
      'a hosted zone of its own',
      { ...sample, domain: { ...sample.domain, createHostedZone: undefined } },
    ],
    ['a tag', { ...sample, tags: { owner: undefined } }],
    ['a key that is none', { ...sample, nothing: undefined }],
  ])('%s', (_, config) => {
    expect(planFor(config as never)).toEqual(planFor(sample));
  });
});

/** What a double comma makes of a list. */
const holed = (first: unknown, last: unknown) => Object.assign(new Array(3), { 0: first, 2: last });

describe('holes in lists are told by their place', () => {
  test.each([
    [
      'Regions',
      { ...sample, regions: holed({ name: 'eu-west-1' }, { name: 'eu-central-1' }) },
      'regions[1]',
    ],
    ['recipients', alerts({ page: holed('a@example.com', 'c@example.com') }), 'alerts.page[1]'],
    [
      'zones',
      first({ availabilityZones: holed('eu-west-1a', 'eu-west-1c') }),
      'regions[0].availabilityZones',
    ],
  ])('%s', (_, config, key) => {
    const [only = '', ...more] = refused(config);
    expect(only.slice(0, key.length + 2)).toBe(`${key}: `);
    expect(more).toEqual([]);
  });
});

describe('what AWS refuses is refused before anything is built', () => {
  test.each<[string, unknown, string]>([
    [
      'a name like those of AWS',
      configWith({ name: 'aws-shop' }),
      'name: a name that does not begin with aws',
    ],
    [
      'a name like those of Systems Manager',
      configWith({ name: 'ssmart' }),
      'name: a name that does not begin with ssm',
    ],
    [
      'a bucket prefix that S3 reserves',
      configWith({ name: 'sthree-shop' }),
      'name: a name that does not begin with sthree-',
    ],
    [
      'the prefix of S3’s examples',
      configWith({ name: 'amzn-s3-demo' }),
      'name: a name that does not begin with amzn-s3-demo-',
    ],
    [
      'a word of SQL',
      configWith({ name: 'order' }),
      'name: a name that is not a reserved word of the database',
    ],
    [
      'a word of SQL with a hyphen',
      configWith({ name: 'current-user' }),
      'name: a name that is not a reserved word',
    ],
    [
      'a database that exists already',
      configWith({ name: 'postgres' }),
      'name: a name that is not a reserved word',
    ],
    [
      'a name that every object of JavaScript has',
      configWith({ name: 'constructor' }),
      'name: a name other than constructor',
    ],
    [
      '46 tags',
      configWith({
        tags: Object.fromEntries(Array.from({ length: 46 }, (_, i) => [`t${i}`, 'x'])),
      }),
      'tags: at most 45 tags',
    ],
    [
      'a tag of other characters',
      configWith({ tags: { 'cost#centre': 'x' } }),
      'tags["cost#centre"]: a tag name',
    ],
    [
      'a tag’s value of other characters',
      configWith({ tags: { owner: 'me & you' } }),
      'tags.owner: a string',
    ],
    ['a tag’s value of AWS', configWith({ tags: { owner: 'AWS:me' } }), 'tags.owner: a string'],
    [
      'loopback',
      first({ cidr: '127.0.0.0/16' }),
      'regions[0].cidr: a range outside of 127.0.0.0/8',
    ],
    [
      'link-local addresses',
      first({ cidr: '169.254.0.0/20' }),
      'regions[0].cidr: a range outside of 169.254.0.0/16',
    ],
    [
      'multicast',
      first({ cidr: '230.1.0.0/16' }),
      'regions[0].cidr: a range outside of 224.0.0.0/4',
    ],
    [
      'this network',
      first({ cidr: '0.1.0.0/16' }),
      'regions[0].cidr: a range outside of 0.0.0.0/8',
    ],
    [
      'addresses for future use',
      first({ cidr: '250.0.0.0/16' }),
      'regions[0].cidr: a range outside of 240.0.0.0/4',
    ],
    [
      'a snapshot of another Region',
      first({ databaseSnapshot: snapshot('eu-west-2') }),
      'regions[0].databaseSnapshot: a snapshot in eu-west-1',
    ],
    [
      'a snapshot of another partition',
      first({ databaseSnapshot: snapshot('eu-west-1', 'aws-cn') }),
      'regions[0].databaseSnapshot: the ARN of a cluster snapshot in the commercial partition',
    ],
    [
      'a snapshot on a secondary',
      configWith({
        regions: [
          { name: 'eu-west-1' },
          { name: 'eu-central-1', databaseSnapshot: snapshot('eu-central-1') },
        ],
      }),
      'regions[1].databaseSnapshot: none with warm-standby',
    ],
    [
      'a Mac',
      configWith({ instanceType: 'mac2.metal' }),
      'instanceType: an instance type that starts without a Dedicated Host',
    ],
    [
      'a high-memory instance',
      configWith({ instanceType: 'u-6tb1.56xlarge' }),
      'instanceType: an instance type from whose name the CDK',
    ],
    [
      'a size that its family lacks',
      configWith({ instanceType: 'm5.micro' }),
      'instanceType: an EC2 instance type',
    ],
    [
      'a runbook address that no alarm has room for',
      alerts({ runbooks: `https://${'x'.repeat(593)}` }),
      'alerts.runbooks: an address of at most 600',
    ],
    [
      'one recipient twice',
      alerts({ page: ['a@example.com', 'A@Example.com'] }),
      'alerts.page[1]: each recipient once',
    ],
    [
      'one channel twice',
      alerts({
        ticket: Array(2).fill({ slack: { workspaceId: 'T0123456789', channelId: 'C0123456789' } }),
      }),
      'alerts.ticket[1]: each recipient once',
    ],
    [
      'an address with a password',
      alerts({ page: ['https://user:secret@example.com/'] }),
      'alerts.page[0]: an e-mail address',
    ],
    [
      'a recipient behind one secret twice',
      alerts({ ticket: Array(2).fill({ endpoint: { secret: 'evenkeel/pager' } }) }),
      'alerts.ticket[1]: each recipient once',
    ],
    [
      'the ARN of a secret, which is of one Region',
      alerts({
        page: [{ endpoint: { secret: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:p' } }],
      }),
      'alerts.page[0].endpoint.secret: the name of a secret',
    ],
    [
      'a record that is called like a Region',
      configWith({ domain: { ...sample.domain, recordName: 'eu-west-1.example.com' } }),
      'domain.recordName: a name that does not begin with that of a Region',
    ],
  ])('%s', (_, config, problem) => {
    expect(refused(config)).toEqual([expect.stringContaining(problem)]);
  });

  test.each([
    ['a name with such a word in it', configWith({ name: 'orders' })],
    [
      '45 tags',
      configWith({
        tags: Object.fromEntries(
          Array.from({ length: 45 }, (_, i) => [`t${i}`, 'Größe 1/2 @ a:b']),
        ),
      }),
    ],
    ['an endpoint that everybody may know', alerts({ page: ['https://alerts.example.com/sns'] })],
    [
      'an endpoint whose address is a secret',
      alerts({ page: [{ endpoint: { secret: 'evenkeel/pager' } }] }),
    ],
    ['a long runbook address', alerts({ runbooks: `https://${'x'.repeat(592)}` })],
    ['one recipient for both severities', alerts({ ticket: ['a@example.com'] })],
    ['a snapshot of the first Region', first({ databaseSnapshot: snapshot('eu-west-1') })],
  ])('%s is accepted', (_, config) => {
    expect(refused(config)).toEqual([]);
  });
});

describe('an address that looks as if it held a key is refused, and told without it', () => {
  test.each([
    'https://events.pagerduty.com/integration/0123456789abcdef0123456789abcdef/enqueue',
    'https://api.opsgenie.com/v1/json/amazonsns?apiKey=01234567-89ab-cdef-0123-456789abcdef',
    'https://hooks.slack.com/services/T01234567/B01234567/aB3dE5gH7jK9mN1pQ3sT5vW7',
    'https://alert.victorops.com/integrations/cloudwatch/20131130/alert/01234567-89ab-cdef-0123-456789abcdef/routing',
    'https://alerts.example.com/sns?token=short',
    'https://alerts.example.com/hook/aB3-E5gH_jK9mN1pQ3sT5',
    'https://user:password@alerts.example.com/',
  ])('%s', (address) => {
    for (const severity of ['page', 'ticket']) {
      let message = '';
      try {
        planFor(alerts({ [severity]: [address, address] }) as never);
      } catch (error) {
        if (!(error instanceof ConfigError)) throw error;
        ({ message } = error);
      }
      const { host } = new URL(address);
      expect(message).toContain(`alerts.${severity}[0] is 'https://${host}/…', expected an `);
      expect(message).not.toMatch(/0123456789|89ab|aB3|short|password/);
    }
  });
});

describe('keys of -c', () => {
  test.each([
    ['primry', 'primary'],
    ['Strategy', 'strategy'],
    ['configs', 'config'],
    ['first-deployment', 'firstDeployment'],
  ])('%s is taken for %s', (key, meant) => {
    expect(contextProblems({ [key]: 'x' })).toMatchObject([
      { key: `-c ${key}`, remedy: `did you mean ${meant}?` },
    ]);
  });

  test.each([
    'config',
    '@aws-cdk/core:newStyleStackSynthesis',
    'aws:cdk:toolkit',
    'stage',
    'con',
    'vpc-provider',
  ])('%s is left alone', (key) => {
    expect(contextProblems({ [key]: 'x' })).toEqual([]);
  });
});
