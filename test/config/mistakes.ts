import { strategies } from '../../lib/strategies/index.ts';
import { configKeys, configOver, configWith } from '../support/config.ts';

const names = strategies.map(({ name }) => name);
const { domain, objectives } = configWith();

/** Configs with one mistake each: what is wrong, the config, and the whole message. */
export const MISTAKES: readonly (readonly [string, unknown, string])[] = [
  [
    'an unknown Region',
    configWith({ regions: [{ name: 'eu-west-9' }, { name: 'eu-central-1' }] }),
    `regions[0].name is 'eu-west-9', expected an AWS Region of the commercial partition: did you mean eu-west-1?`,
  ],
  [
    'a Region of another partition',
    configWith({ regions: [{ name: 'cn-northwest-1' }, { name: 'eu-central-1' }] }),
    `regions[0].name is 'cn-northwest-1', expected an AWS Region of the commercial partition: see lib/config/regions.ts for the Regions`,
  ],
  [
    'a workload that is neither a folder nor commands',
    configWith({ workload: { port: 8080, checks: { shallow: '/health' } } as never }),
    `workload is { port: 8080, checks: { shallow: '/health' } }, expected either folder and start, or commands: write { folder: 'app', start: './serve', port: 8080, checks: { shallow: '/health' } }, or { commands: ['…'], port: 8080, checks: { shallow: '/health' } }`,
  ],
  [
    'a folder that is not there',
    configWith({
      workload: { folder: 'nowhere', start: './serve', port: 8080, checks: { shallow: '/health' } },
    }),
    `workload.folder is 'nowhere', expected a folder that is there, seen from where cdk runs: make it first (npm run workload makes .workload), or correct the path`,
  ],
  [
    'migrations that are not there',
    configWith({ database: { migrations: 'nowhere' } }),
    `database.migrations is 'nowhere', expected a folder of SQL files that is there, seen from where cdk runs: make it first, or correct the path`,
  ],
  [
    'migrations that would be left out',
    configWith({ database: { migrations: 'test/consumers/cdk-init' } }),
    `database.migrations is 'test/consumers/cdk-init/test', expected SQL files alone, such as 0001_orders.sql: rename it if it is one, or move it elsewhere`,
  ],
  [
    'a database that is a folder',
    configWith({ database: 'migrations' as never }),
    `database is 'migrations', expected an object: write { migrations: 'migrations' }`,
  ],
  [
    'a port that takes privileges',
    configWith({
      workload: { folder: 'lib', start: 'serve', port: 80, checks: { shallow: '/health' } },
    }),
    `workload.port is 80, expected a whole number from 1024 to 65535: choose one such as 8080: below 1024 a program needs privileges, and this one has none`,
  ],
  [
    'a check without a slash',
    configWith({ workload: { commands: ['run'], port: 80, checks: { shallow: 'health' } } }),
    `workload.checks.shallow is 'health', expected a path of at most 255 letters, digits and - . _ ~ / % ? = & that begins with a slash: write it like '/health'`,
  ],
  [
    'a namespace of AWS for metrics of the program',
    configWith({
      workload: {
        commands: ['run'],
        port: 80,
        checks: { shallow: '/' },
        metricsNamespace: 'AWS/EC2',
      },
    }),
    `workload.metricsNamespace is 'AWS/EC2', expected a namespace of CloudWatch: at most 255 letters, digits and . - _ / # : that do not begin with 'AWS/': write the namespace in which the program publishes, such as 'Orders'`,
  ],
  [
    'a variable that the program is given',
    configWith({
      workload: {
        commands: ['run'],
        port: 80,
        checks: { shallow: '/' },
        environment: { PORT: '8080' },
      },
    }),
    `workload.environment.PORT is 'PORT', expected a name other than AVAILABILITY_ZONE, AWS_REGION, LOG_GROUP_NAME, PATH, PORT, RUNTIME_DIRECTORY, SECRETS_DIRECTORY, SERVICE_NAME: remove it: the program is given it`,
  ],
  [
    'the ARN of a secret',
    configWith({
      workload: {
        commands: ['run'],
        port: 80,
        checks: { shallow: '/' },
        secrets: ['arn:aws:secretsmanager:eu-west-1:111122223333:secret:key-a1b2c3'],
      },
    }),
    `workload.secrets[0] is 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:key-a1b2c3', expected the name of a secret in Secrets Manager: write the name that it has in every Region, not its ARN`,
  ],
  [
    'more commands than user data holds',
    configWith({
      workload: { commands: ['x'.repeat(9000)], port: 80, checks: { shallow: '/' } },
    }),
    `workload is '9001 bytes', expected commands, variables and names of secrets of at most 8192 bytes together: put files into a folder instead: they become user data, which takes 16 KB in all`,
  ],
  [
    'two Availability Zones without acknowledgement',
    configWith({
      regions: [
        { name: 'eu-west-1', availabilityZones: ['eu-west-1a', 'eu-west-1b'] },
        { name: 'eu-central-1' },
      ],
    }),
    `regions[0].availabilityZones is [ 'eu-west-1a', 'eu-west-1b' ], expected three or more Availability Zones: add one, or set acceptTwoAvailabilityZones to true: each zone then holds the whole peak, and nothing is redundant while one is impaired`,
  ],
  [
    'one Availability Zone, acknowledged or not',
    configWith({
      regions: [
        {
          name: 'eu-west-1',
          availabilityZones: ['eu-west-1a'],
          acceptTwoAvailabilityZones: true,
        },
        { name: 'eu-central-1' },
      ],
    }),
    `regions[0].availabilityZones is [ 'eu-west-1a' ], expected three or more Availability Zones: add zones: with fewer than two there is nothing to fail over to`,
  ],
  [
    'an Availability Zone of another Region',
    configWith({
      regions: [
        { name: 'eu-west-1', availabilityZones: ['eu-west-1a', 'eu-west-1b', 'eu-west-2c'] },
        { name: 'eu-central-1' },
      ],
    }),
    `regions[0].availabilityZones is 'eu-west-2c', expected the name of an Availability Zone in eu-west-1: use names such as eu-west-1a`,
  ],
  [
    'a repeated Availability Zone',
    configWith({
      regions: [
        {
          name: 'eu-west-1',
          availabilityZones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1b', 'eu-west-1c'],
        },
        { name: 'eu-central-1' },
      ],
    }),
    `regions[0].availabilityZones is [ 'eu-west-1a', 'eu-west-1b', 'eu-west-1b', 'eu-west-1c' ], expected each Availability Zone once: remove the repeated ones`,
  ],
  [
    'a Region given twice',
    configWith({ regions: [{ name: 'eu-west-1' }, { name: 'eu-west-1' }] }),
    `regions[1].name is 'eu-west-1', expected each Region once: remove it: regions[0] is the same Region`,
  ],
  [
    'CIDRs that overlap',
    configWith({
      regions: [
        { name: 'eu-west-1', cidr: '10.8.0.0/16' },
        { name: 'eu-central-1', cidr: '10.8.128.0/17' },
      ],
    }),
    `regions[1].cidr is '10.8.128.0/17', expected a range that does not overlap with 10.8.0.0/16 of regions[0]: choose another, or leave it out: Regions that overlap can never be peered`,
  ],
  [
    'a CIDR that overlaps with the default of another Region',
    configWith({
      regions: [{ name: 'eu-west-1', cidr: '10.19.0.0/16' }, { name: 'eu-central-1' }],
    }),
    `regions[1].cidr is '10.19.0.0/16', expected a range that does not overlap with 10.19.0.0/16 of regions[0]: choose another, or leave it out: Regions that overlap can never be peered`,
  ],
  [
    'a CIDR that is too large',
    configWith({ regions: [{ name: 'eu-west-1', cidr: '192.0.0.0/8' }, { name: 'eu-central-1' }] }),
    `regions[0].cidr is '192.0.0.0/8', expected an IPv4 range of /16 to /22 that starts on its own boundary: write it like 10.1.0.0/16, or leave it out to take the Region’s own`,
  ],
  [
    'a CIDR with host bits set',
    configWith({ regions: [{ name: 'eu-west-1', cidr: '10.0.1.0/16' }, { name: 'eu-central-1' }] }),
    `regions[0].cidr is '10.0.1.0/16', expected an IPv4 range of /16 to /22 that starts on its own boundary: write it like 10.1.0.0/16, or leave it out to take the Region’s own`,
  ],
  [
    'one Region where the strategy needs two',
    configOver(1),
    `regions is [ 'eu-west-1' ], expected at least 2 Regions for the strategy warm-standby: add a Region, or choose the strategy multi-az`,
  ],
  [
    'no Region at all',
    configWith({ regions: [] }),
    "regions is [], expected a list of one to eleven Regions: write [{ name: 'eu-west-1' }, …] in order of preference",
  ],
  [
    'a snapshot that is none',
    configWith({
      regions: [{ name: 'eu-west-1', databaseSnapshot: 'latest' }, { name: 'eu-central-1' }],
    }),
    `regions[0].databaseSnapshot is 'latest', expected the ARN of a cluster snapshot in the commercial partition: take it from the recovery points of the vault: docs/runbooks/restore.md`,
  ],
  [
    'a name with two hyphens in a row',
    configWith({ name: 'my--shop' }),
    `name is 'my--shop', expected 3 to 20 lower-case letters, digits and single hyphens, starting with a letter: choose a short name: every stack and derived resource name starts with it`,
  ],
  [
    'a burstable database where Regions share one',
    configWith({ databaseInstanceType: 't4g.medium' }),
    `databaseInstanceType is 't4g.medium', expected a memory-optimized type with warm-standby: a global database takes no burstable one: choose one such as r7g.large`,
  ],
  [
    'more Availability Zones than a Region has',
    configWith({
      regions: [
        {
          name: 'eu-west-1',
          availabilityZones: [...'abcdefg'].map((zone) => `eu-west-1${zone}`),
        },
        { name: 'eu-central-1' },
      ],
    }),
    `regions[0].availabilityZones is [ 'eu-west-1a', 'eu-west-1b', 'eu-west-1c', 'eu-west-1d', 'eu-west-1e', 'eu-west-1f', 'eu-west-1g' ], expected at most six Availability Zones, as many as any Region has: remove some: three survive the loss of one`,
  ],
  [
    'more tags than CloudFormation takes',
    configWith({ tags: Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`t${i}`, 'x'])) }),
    `tags is 60, expected at most 45 tags: remove some: a resource takes 50, and some get five more`,
  ],
  [
    'an unknown strategy',
    { ...configWith(), strategy: 'warmstandby' },
    `strategy is 'warmstandby', expected one of ${names.join(', ')}: did you mean warm-standby?`,
  ],
  [
    'a Region RTO before whose end the recovery plan asks nobody',
    configWith({ objectives: { ...objectives, regionLoss: { rtoMinutes: 15, rpoMinutes: 1 } } }),
    `objectives.regionLoss.rtoMinutes is 15, expected at least 16: a step of the recovery plan that hangs asks a person after 15 minutes at the latest: raise it, or choose a strategy whose plan has less to do`,
  ],
  [
    'a Region RPO below the shortest interval of backups',
    configWith({
      strategy: 'backup-and-restore',
      objectives: { ...objectives, regionLoss: { rtoMinutes: 200, rpoMinutes: 60 } },
    }),
    `objectives.regionLoss.rpoMinutes is 60, expected at least 120, since copies of backups are taken at most every hour: raise it, or choose a strategy that replicates the data`,
  ],
  [
    'a Region objective for a strategy with one Region',
    configWith({
      strategy: 'multi-az',
      objectives: { ...objectives, regionLoss: { rtoMinutes: 15, rpoMinutes: 1 } },
    }),
    `objectives.regionLoss is { rtoMinutes: 15, rpoMinutes: 1 }, expected none, since multi-az waits for the Region to return: remove it, or choose a strategy that recovers in another Region`,
  ],
  [
    'an availability that one Regional event a year uses up',
    configWith({ strategy: 'multi-az', objectives: { availabilityPercent: 99.99 } }),
    `objectives.availabilityPercent is 99.99, expected at most 99.977 with multi-az: one loss of a Region a year costs 120 minutes, and the objective leaves 52: lower the objective, or choose a strategy that recovers faster`,
  ],
  [
    'an availability that one declared recovery a year uses up',
    configWith({
      objectives: { availabilityPercent: 99.99, regionLoss: { rtoMinutes: 60, rpoMinutes: 1 } },
    }),
    `objectives.availabilityPercent is 99.99, expected at most 99.988 with objectives.regionLoss.rtoMinutes: one loss of a Region a year costs 60 minutes, and the objective leaves 52: lower the objective, or choose a strategy that recovers faster`,
  ],
  [
    'an availability as a fraction',
    configWith({ objectives: { availabilityPercent: 0.9995 } }),
    `objectives.availabilityPercent is 0.9995, expected a number from 90 to 99.999: write a percentage, such as 99.95: above 99.999 Route 53, CloudFront and the network between you and your clients decide, not this architecture`,
  ],
  [
    'a record outside the zone',
    configWith({ domain: { ...domain, recordName: 'app.example.org' } }),
    `domain.recordName is 'app.example.org', expected a name inside the zone, such as app.example.com: Regions get names of their own below it, so it cannot be the zone itself`,
  ],
  [
    'neither a hosted zone nor the wish for one',
    configWith({ domain: { zoneName: 'example.com', recordName: 'app.example.com' } }),
    `domain.hostedZoneId is missing, expected the id of the public hosted zone: give it, or set domain.createHostedZone to true to have the zone created first`,
  ],
  [
    'a peak of nothing',
    configWith({ peakInstances: 0 }),
    `peakInstances is 0, expected a whole number from 1 to 500: state how many instances carry the peak with none to spare`,
  ],
  [
    'a peak that is not a number',
    configWith({ peakInstances: Number.NaN }),
    `peakInstances is NaN, expected a whole number from 1 to 500: state how many instances carry the peak with none to spare`,
  ],
  [
    'a standby fraction of nothing',
    configWith({ standbyFraction: 0 }),
    `standbyFraction is 0, expected a number above 0 to 1: state the share of the peak that a standby carries at once`,
  ],
  [
    'an instance type with a prefix of another service',
    configWith({ databaseInstanceType: 'db.r7g.large' }),
    `databaseInstanceType is 'db.r7g.large', expected an instance class of Aurora PostgreSQL without db., such as r7g.large: did you mean r7g.large?`,
  ],
  [
    'a name that is too long for derived names',
    configWith({ name: 'a-service-with-a-very-long-name' }),
    `name is 'a-service-with-a-very-long-name', expected 3 to 20 lower-case letters, digits and single hyphens, starting with a letter: choose a short name: every stack and derived resource name starts with it`,
  ],
  [
    'an account id as a number',
    { ...configWith(), account: 111122223333 },
    `account is 111122223333, expected an account id of 12 digits in quotes: leave it out to deploy to the account of your credentials`,
  ],
  [
    'a tag of AWS',
    configWith({ tags: { 'aws:owner': 'us' } }),
    `tags["aws:owner"] is 'us', expected a tag name of 1 to 128 letters, digits, spaces and + - = . _ : / @, and not one of AWS (aws:…): rename the tag`,
  ],
  [
    'a misspelt key',
    { ...configWith(), peakInstance: 4 },
    `peakInstance is 4, expected one of ${configKeys.join(', ')}: did you mean peakInstances?`,
  ],
  [
    'a recipient that is neither an address nor a URL',
    configWith({ alerts: { page: ['on-call'] } }),
    `alerts.page[0] is 'on-call', expected an e-mail address, an https:// address or a chat channel: write an address in quotes, and a channel as { slack: … } or { teams: … }`,
  ],
  [
    'a bake time in which no alarm could go off',
    configWith({ deployments: { bakeMinutes: 5 } }),
    `deployments.bakeMinutes is 5, expected a whole number from 10 to 720: state how many minutes alarms watch: they need ten to see dead letters, and CloudFormation gives an update 36 hours`,
  ],
  [
    'a checkpoint of more than half a day',
    configWith({ deployments: { checkpointMinutes: 721 } }),
    `deployments.checkpointMinutes is 721, expected a whole number from 10 to 720: state how many minutes alarms watch: they need ten to see dead letters, and CloudFormation gives an update 36 hours`,
  ],
  [
    'a misspelt key of deployments',
    { ...configWith(), deployments: { bakeTime: 10 } },
    `deployments.bakeTime is 10, expected one of checkpointMinutes, bakeMinutes: remove it`,
  ],
  [
    'nothing at all',
    undefined,
    `config is missing, expected an object: export an object of the type EvenkeelConfig`,
  ],
];
