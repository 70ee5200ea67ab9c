import type { Problem } from '../validation/index.ts';
import {
  type Check,
  check,
  type Fields,
  fieldProblems,
  isFields,
  number,
  oneOf,
  optional,
  text,
  truth,
} from '../validation/index.ts';
import { cacheNodeType, databaseInstanceType, instanceType } from './instance-types.ts';
import { serviceName } from './name.ts';
import { regions } from './regions.ts';
import { stages } from './stages.ts';
import { tagProblems } from './tags.ts';
import { alertsProblems } from './validate-alerts.ts';
import { database } from './validate-database.ts';
import { pointedToRegions } from './validate-existing.ts';
import { regionsProblems } from './validate-regions.ts';
import { workload } from './validate-workload.ts';

/**
 * Every mistake in a config that can be seen without knowing what its strategy does. Takes anything,
 * since the config's types are stripped, not checked, when the app runs.
 *
 * @param strategies the names that `strategy` may have
 */
export function configProblems(config: unknown, strategies: readonly string[]): Problem[] {
  if (!isFields(config)) {
    return [
      {
        key: 'config',
        value: config,
        expected: 'an object',
        remedy: 'export an object of the type EvenkeelConfig',
      },
    ];
  }
  const problems = [
    ...fieldProblems('', config, configChecks(strategies)),
    ...nestedProblems('domain', config, domainChecks),
    ...nestedProblems('objectives', config, objectivesChecks),
    ...(isFields(config.objectives)
      ? nestedProblems('objectives.regionLoss', config.objectives, recoveryChecks)
      : []),
    ...alertsProblems(config.alerts),
    ...nestedProblems('deployments', config, deploymentsChecks),
    ...domainProblems(config.domain),
    ...tagProblems(config.tags),
    ...(Array.isArray(config.regions) ? regionsProblems(config.regions) : []),
  ];
  return problems.map(pointedToRegions);
}

const object: Check = check(isFields, 'an object', 'see lib/config/types.ts for its keys');

const configChecks = (strategies: readonly string[]): Readonly<Record<string, Check>> => ({
  name: serviceName,
  strategy: oneOf(strategies),
  stage: optional(oneOf(Object.keys(stages))),
  regions: check(
    // A global database has a primary and up to ten secondaries.
    (value) => Array.isArray(value) && value.length > 0 && value.length <= 11,
    'a list of one to eleven Regions',
    "write [{ name: 'eu-west-1' }, …] in order of preference",
  ),
  domain: object,
  workload: optional(workload),
  database: optional(database),
  peakInstances: number(
    { from: 1, to: 500, whole: true },
    'state how many instances carry the peak with none to spare',
  ),
  instanceType: optional(instanceType),
  databaseInstanceType: optional(databaseInstanceType),
  cacheNodeType: optional(cacheNodeType),
  peakWorkers: optional(
    number(
      { from: 1, to: 500, whole: true },
      'state how many workers keep up with the queue at the peak',
    ),
  ),
  standbyFraction: optional(
    number({ above: 0, to: 1 }, 'state the share of the peak that a standby carries at once'),
  ),
  objectives: object,
  alerts: optional(object),
  deployments: optional(object),
  account: optional(
    text(
      /^\d{12}$/,
      'an account id of 12 digits in quotes',
      'leave it out to deploy to the account of your credentials',
    ),
  ),
  tags: optional(object),
});

const hostname =
  /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;

const domainChecks: Readonly<Record<string, Check>> = {
  zoneName: text(
    hostname,
    'a domain name such as example.com, in lower case and without a dot at the end',
    'write it as the hosted zone shows it',
  ),
  hostedZoneId: optional(
    text(
      /^Z[A-Z0-9]{7,31}$/,
      'the id of a public hosted zone, such as Z0123456789ABCDEFGHIJ',
      'take it from the Route 53 console, without /hostedzone/ in front',
    ),
  ),
  createHostedZone: optional(truth),
  healthCheck: optional(oneOf(['shallow', 'serving'])),
  // A certificate's common name has room for 64 characters.
  recordName: check(
    (value) => typeof value === 'string' && hostname.test(value) && value.length <= 64,
    'a domain name in lower case of at most 64 characters, such as app.example.com',
    'write the whole name, zone included',
  ),
};

const waitMinutes = optional(
  number(
    { from: 10, to: 720, whole: true },
    'state how many minutes alarms watch: they need ten to see dead letters, and CloudFormation ' +
      'gives an update 36 hours',
  ),
);

const deploymentsChecks: Readonly<Record<string, Check>> = {
  checkpointMinutes: waitMinutes,
  bakeMinutes: waitMinutes,
};

const objectivesChecks: Readonly<Record<string, Check>> = {
  availabilityPercent: number(
    { from: 90, to: 99.999 },
    'write a percentage, such as 99.95: above 99.999 Route 53, CloudFront and the network ' +
      'between you and your clients decide, not this architecture',
  ),
  regionLoss: optional(object),
};

const recoveryChecks: Readonly<Record<string, Check>> = {
  rtoMinutes: number({ above: 0, to: 10_080 }, 'state the recovery time objective in minutes'),
  rpoMinutes: number({ above: 0, to: 10_080 }, 'state the recovery point objective in minutes'),
};

/** Problems of an object that is a field of another; a missing or wrong object is reported elsewhere. */
function nestedProblems(
  path: string,
  parent: Fields,
  checks: Readonly<Record<string, Check>>,
): Problem[] {
  const value = parent[path.slice(path.lastIndexOf('.') + 1)];
  return isFields(value) ? [...fieldProblems(path, value, checks)] : [];
}

function domainProblems(domain: unknown): Problem[] {
  if (!isFields(domain)) return [];
  const { zoneName, recordName, hostedZoneId, createHostedZone } = domain;
  const problems: Problem[] = [];
  if (
    typeof zoneName === 'string' &&
    typeof recordName === 'string' &&
    hostname.test(zoneName) &&
    !recordName.endsWith(`.${zoneName}`)
  ) {
    problems.push({
      key: 'domain.recordName',
      value: recordName,
      expected: `a name inside the zone, such as app.${zoneName}`,
      remedy: 'Regions get names of their own below it, so it cannot be the zone itself',
    });
  }
  const label = typeof recordName === 'string' ? (recordName.split('.')[0] ?? '') : '';
  if (regions.has(label)) {
    problems.push({
      key: 'domain.recordName',
      value: recordName,
      expected: 'a name that does not begin with that of a Region',
      remedy: 'choose another: each Region’s own endpoint is called by its name',
    });
  }
  if (hostedZoneId === undefined && createHostedZone !== true) {
    problems.push({
      key: 'domain.hostedZoneId',
      value: hostedZoneId,
      expected: 'the id of the public hosted zone',
      remedy: 'give it, or set domain.createHostedZone to true to have the zone created first',
    });
  }
  return problems;
}
