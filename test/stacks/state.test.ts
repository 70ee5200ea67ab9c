import fc from 'fast-check';
import { expect, test } from 'vitest';
import { strategies } from '../../lib/strategies/index.ts';
import { configOver, configWith } from '../support/config.ts';
import { configOf, type Shape, shapes } from '../support/shapes.ts';
import {
  type Resource,
  resourcesOf,
  type SynthesizedStack,
  synthesize,
} from '../support/templates.ts';

// The warning about two zones is meant for people, and printed once for each Region.
const quiet = { context: { '@aws-cdk/core:annotationsInValidationReport': false } };
const sampled = fc
  .sample(shapes, { numRuns: 10, seed: 11 })
  .map((shape) => [name(shape), synthesize(configOf(shape), quiet)] as const);

function name({ strategy, zones, peakInstances }: Shape): string {
  return `${strategy}, zones ${zones.join('+')}, peak ${peakInstances}`;
}

const dataStacks = (stacks: readonly SynthesizedStack[]) =>
  stacks.filter((stack) => stack.name.endsWith('-data'));

const only = (stack: SynthesizedStack, type: string): Resource => {
  const [[, resource] = []] = resourcesOf(stack.template, type);
  if (resource === undefined) throw new Error(`${stack.name} has no ${type}`);
  return resource;
};

test.each(sampled)(
  'an Availability Zone can be lost and a writer or a replica that can become one is left: %s',
  (_, stacks) => {
    for (const stack of dataStacks(stacks)) {
      const instances = resourcesOf(stack.template, 'AWS::RDS::DBInstance');
      const zones = new Set(instances.map(([, { Properties }]) => Properties.AvailabilityZone));
      const promotable = instances.filter(([, { Properties }]) => Properties.PromotionTier <= 1);
      const { Properties: cluster } = only(stack, 'AWS::RDS::DBCluster');
      // A pilot light has one instance: the writer is in the other Region.
      const isPilotLight = instances.length === 1 && cluster.GlobalClusterIdentifier !== undefined;
      expect(zones.size).toBe(isPilotLight ? 1 : 2);
      expect(promotable.length).toBe(instances.length);

      const { Properties: cache } = only(stack, 'AWS::ElastiCache::ReplicationGroup');
      expect(cache).toMatchObject({ AutomaticFailoverEnabled: true, MultiAZEnabled: true });
      expect(cache.NumCacheClusters).toBeGreaterThanOrEqual(2);
    }
  },
);

test.each(sampled)(
  'an update changes what stands in for each other one after the other: %s',
  (_, stacks) => {
    for (const { template } of stacks) {
      const instances = resourcesOf(template, 'AWS::RDS::DBInstance').map(([id]) => id);
      const after = (id: string): string[] =>
        [template.Resources[id]?.DependsOn ?? []]
          .flat()
          .filter((other) => instances.includes(other));
      // Each waits for one other, and none for the same: a line.
      expect(new Set(instances.flatMap(after)).size).toBe(Math.max(0, instances.length - 1));

      for (const [, group] of resourcesOf(template, 'AWS::AutoScaling::AutoScalingGroup')) {
        const { AutoScalingRollingUpdate: rolling, AutoScalingInstanceRefresh: refresh } =
          group.UpdatePolicy ?? {};
        const mayHoldInstances = Number(group.Properties.MaxSize) > 0;
        expect((rolling ?? refresh) !== undefined).toBe(mayHoldInstances);
      }
    }
  },
);

test.each(sampled)(
  'a Region can be lost and every durable tier has a copy in a survivor: %s',
  (_, stacks) => {
    const data = dataStacks(stacks);
    const regions = data.map(({ region }) => region);
    if (regions.length < 2) return expectCopiesOfBackups(stacks);

    const globalIdentifiers = data.flatMap(({ template }) => [
      ...resourcesOf(template, 'AWS::RDS::GlobalCluster'),
      ...resourcesOf(template, 'AWS::RDS::DBCluster').filter(
        ([, { Properties }]) => Properties.GlobalClusterIdentifier !== undefined,
      ),
    ]);
    expect(globalIdentifiers).toHaveLength(regions.length);
    expect(
      new Set(globalIdentifiers.map(([, { Properties }]) => Properties.GlobalClusterIdentifier)),
    ).toEqual(new Set(['evenkeel']));

    const tables = data.flatMap(({ template }) =>
      resourcesOf(template, 'AWS::DynamoDB::GlobalTable'),
    );
    expect(tables).toHaveLength(1);
    expect(
      tables[0]?.[1].Properties.Replicas.map(({ Region }: { Region: string }) => Region).sort(),
    ).toEqual(regions.toSorted());

    const secrets = data.flatMap(({ template }) =>
      resourcesOf(template, 'AWS::SecretsManager::Secret'),
    );
    expect(secrets).toHaveLength(1);
    expect(secrets[0]?.[1].Properties.ReplicaRegions).toHaveLength(regions.length - 1);

    for (const { template, region } of data) {
      const replicated = resourcesOf(template, 'AWS::S3::Bucket').flatMap(
        ([, { Properties }]) => Properties.ReplicationConfiguration?.Rules ?? [],
      );
      const destinations = JSON.stringify(replicated.map((rule) => rule.Destination.Bucket));
      for (const other of regions.filter((candidate) => candidate !== region)) {
        expect(destinations).toContain(`-${other}-an`);
      }
      expect(replicated.every((rule) => rule.Status === 'Enabled')).toBe(true);
    }
  },
);

/** One Region has all there is; every other Region has to get a copy of each backup of it. */
function expectCopiesOfBackups(stacks: readonly SynthesizedStack[]) {
  const vaults = stacks.flatMap(({ region, template }) =>
    resourcesOf(template, 'AWS::Backup::BackupVault').map(() => region),
  );
  const [operations] = stacks.filter((stack) => stack.name.endsWith('-operations'));
  if (operations === undefined) throw new Error('there is no plan for backups');
  const plan = only(operations, 'AWS::Backup::BackupPlan').Properties.BackupPlan;
  const destinations = plan.BackupPlanRule.flatMap(
    (rule: { CopyActions?: { DestinationBackupVaultArn: unknown }[] }) =>
      (rule.CopyActions ?? []).map((copy) => JSON.stringify(copy.DestinationBackupVaultArn)),
  );
  const others = vaults.filter((region) => region !== operations.region);
  expect(destinations).toHaveLength(others.length);
  for (const region of others) expect(destinations.join()).toContain(`backup:${region}:`);

  const selected = only(operations, 'AWS::Backup::BackupSelection').Properties.BackupSelection;
  expect(selected.Resources).toHaveLength(3);
}

test.each(sampled)('whoever takes over fits what is taken over: %s', (_, stacks) => {
  const data = dataStacks(stacks);
  const shapesOfDatabase = data.map((stack) => ({
    version: only(stack, 'AWS::RDS::DBCluster').Properties.EngineVersion,
    classes: new Set(
      resourcesOf(stack.template, 'AWS::RDS::DBInstance').map(
        ([, { Properties }]) => Properties.DBInstanceClass,
      ),
    ),
  }));
  for (const shape of shapesOfDatabase) expect(shape).toEqual(shapesOfDatabase[0]);

  const caches = data.map((stack) => {
    const { CacheNodeType, EngineVersion } = only(
      stack,
      'AWS::ElastiCache::ReplicationGroup',
    ).Properties;
    return { CacheNodeType, EngineVersion };
  });
  for (const cache of caches) expect(cache).toEqual(caches[0]);

  const maximums = stacks
    .filter((stack) => stack.name.endsWith('-service'))
    .map(({ template, region }) => ({
      region,
      maximums: resourcesOf(template, 'AWS::AutoScaling::AutoScalingGroup').map(
        ([, { Properties }]) => Number(Properties.MaxSize),
      ),
    }));
  for (const { maximums: sizes } of maximums)
    for (const size of sizes) expect(size).toBeGreaterThan(0);
});

test('windows for backups and maintenance of different Regions never overlap', () => {
  const windows = dataStacks(synthesize(configOver(4, { strategy: 'active-active' }))).map(
    (stack) => {
      const { PreferredBackupWindow, PreferredMaintenanceWindow } = only(
        stack,
        'AWS::RDS::DBCluster',
      ).Properties;
      return `${PreferredBackupWindow} ${PreferredMaintenanceWindow}`;
    },
  );
  expect(new Set(windows).size).toBe(4);
});

test('a Region keeps its windows when another one is added at the end', () => {
  const windows = (count: number) =>
    Object.fromEntries(
      dataStacks(synthesize(configOver(count, { strategy: 'warm-standby' }))).map((stack) => [
        stack.region,
        only(stack, 'AWS::RDS::DBCluster').Properties.PreferredMaintenanceWindow,
      ]),
    );
  expect(windows(4)).toMatchObject(windows(2));
});

test('a cold Region is recovered by putting it first, with a snapshot for its database', () => {
  const snapshot = 'arn:aws:rds:eu-central-1:111122223333:cluster-snapshot:awsbackup:copyjob-1';
  const stacks = synthesize(
    configWith({
      strategy: 'backup-and-restore',
      regions: [{ name: 'eu-west-1' }, { name: 'eu-central-1', databaseSnapshot: snapshot }],
    }),
    { primary: 'eu-central-1' },
  );
  const [data, ...others] = dataStacks(stacks);
  expect(others).toEqual([]);
  expect(data?.region).toBe('eu-central-1');
  expect(data && only(data, 'AWS::RDS::DBCluster').Properties.SnapshotIdentifier).toBe(snapshot);
  const [record] = stacks.flatMap(({ template }) =>
    resourcesOf(template, 'AWS::Route53::RecordSetGroup'),
  );
  expect(record?.[1].Properties.RecordSets[0].AliasTarget.DNSName).toBe(
    'eu-central-1.app.example.com.',
  );
});

test('before all buckets exist, none replicates', () => {
  const first = dataStacks(synthesize(configWith(), { firstDeployment: 'true' }));
  const rules = first.flatMap(({ template }) =>
    resourcesOf(template, 'AWS::S3::Bucket').flatMap(
      ([, { Properties }]) => Properties.ReplicationConfiguration?.Rules ?? [],
    ),
  );
  expect(rules).toEqual([]);
  const logicalIds = (stacks: readonly SynthesizedStack[]) =>
    stacks.map(({ template }) => resourcesOf(template, 'AWS::S3::Bucket').map(([id]) => id));
  expect(logicalIds(first)).toEqual(logicalIds(dataStacks(synthesize(configWith()))));
});

test('each Region’s instances learn the same things under the same names', () => {
  const names = dataStacks(synthesize(configOver(3))).map(({ template }) =>
    resourcesOf(template, 'AWS::SSM::Parameter')
      // A parameter of the stack’s own has no name to learn it by.
      .flatMap(([, { Properties }]) => Properties.Name ?? [])
      .sort(),
  );
  expect(names[0]).toEqual([
    '/evenkeel/bucket/name',
    '/evenkeel/cache/endpoint',
    '/evenkeel/cache/id',
    '/evenkeel/cache/user',
    '/evenkeel/database/master-secret-arn',
    '/evenkeel/database/name',
    '/evenkeel/database/reader-endpoint',
    '/evenkeel/database/user',
    '/evenkeel/database/write-forwarding',
    '/evenkeel/database/writer-endpoint',
    '/evenkeel/queue/url',
    '/evenkeel/sessions/table-name',
  ]);
  for (const other of names) expect(other).toEqual(names[0]);
});

/**
 * What a canary saw, ARC has in its own history, or the database itself says of its migrations, is
 * worth nothing once the stack is gone.
 */
const disposable = [
  'CanaryLogs35071DCA',
  'SchemaLogsE8DB0ED6',
  'SchemaProviderLogs9362D6AB',
  'ZonalShiftsEvents6F23CFF4',
];

/** Types whose resources hold what cannot be made again. */
const stateful = [
  'AWS::Backup::BackupVault',
  'AWS::DynamoDB::GlobalTable',
  'AWS::ElastiCache::ReplicationGroup',
  'AWS::KMS::Key',
  'AWS::Logs::LogGroup',
  'AWS::RDS::DBCluster',
  'AWS::RDS::GlobalCluster',
  'AWS::S3::Bucket',
  'AWS::SecretsManager::Secret',
  'AWS::SQS::Queue',
];

/**
 * A changed logical ID replaces the resource, and what it holds is left behind or lost: a change
 * here is a major version. The list is the union over all strategies.
 */
const frozen = {
  foundation: ['AWS::Backup::BackupVault Vault47927EF3', 'AWS::KMS::Key KeyE447D366'],
  global: ['AWS::KMS::Key KeyE447D366'],
  network: ['AWS::Logs::LogGroup NetworkFlowLogsLogGroup625EB2BC'],
  data: [
    'AWS::DynamoDB::GlobalTable SessionsE3A1DF70',
    'AWS::ElastiCache::ReplicationGroup Cache18F6EE16',
    'AWS::Logs::LogGroup CacheEngineLogFEAEB291',
    'AWS::Logs::LogGroup CacheSlowLog43E55961',
    'AWS::Logs::LogGroup DatabaseLogs7DD5B21F',
    'AWS::RDS::DBCluster DatabaseB269D8BB',
    'AWS::RDS::GlobalCluster DatabaseGlobal9DB5D85B',
    'AWS::S3::Bucket Objects5C3DE316',
    'AWS::S3::Bucket ObjectsAccessLogsFEE789BA',
    'AWS::SQS::Queue Queue956AD878',
    'AWS::SQS::Queue QueueDeadLetterQueue27D1B28A',
    'AWS::SecretsManager::Secret DatabaseMasterSecret35CB2FC5',
  ],
  drills: ['AWS::Logs::LogGroup ExperimentsLogs5E459E7C'],
  recovery: ['AWS::S3::Bucket Reports65402A0A'],
  service: [
    'AWS::Logs::LogGroup ServiceFirewallLogs633EAAA4',
    'AWS::Logs::LogGroup ServiceGroupLogs4EFD8F9F',
    'AWS::Logs::LogGroup WorkersGroupLogs5EC1AD0E',
    'AWS::S3::Bucket ServiceLoadBalancerLogsE13C8F44',
  ],
};

test('the logical IDs of what holds state are frozen', () => {
  const found: Record<string, Set<string>> = {};
  for (const { name: strategy } of strategies) {
    for (const { name: stackName, template } of synthesize(configWith({ strategy }))) {
      const tier = stackName.slice(stackName.lastIndexOf('-') + 1);
      found[tier] ??= new Set();
      for (const type of stateful) {
        for (const [id] of resourcesOf(template, type)) {
          if (!disposable.includes(id)) found[tier].add(`${type} ${id}`);
        }
      }
    }
  }
  const sorted = Object.fromEntries(
    Object.entries(found)
      .filter(([, ids]) => ids.size > 0)
      .map(([tier, ids]) => [tier, [...ids].sort()]),
  );
  expect(sorted).toEqual(frozen);
});

test('what holds state says what becomes of it, and never that it is deleted', () => {
  for (const { name: strategy } of strategies) {
    for (const { name: stackName, template } of synthesize(configWith({ strategy }))) {
      for (const type of stateful) {
        for (const [id, { DeletionPolicy, UpdateReplacePolicy }] of resourcesOf(template, type)) {
          if (disposable.includes(id)) continue;
          const policies = `${stackName} ${id} ${DeletionPolicy} ${UpdateReplacePolicy}`;
          expect(policies).toMatch(/ (Retain|RetainExceptOnCreate|Snapshot) (Retain|Snapshot)$/);
        }
      }
    }
  }
});

test('stacks that hold data are protected from deletion', () => {
  for (const { name: stackName, terminationProtection } of synthesize(configWith())) {
    expect([stackName, terminationProtection]).toEqual([
      stackName,
      /-(data|foundation)$/.test(stackName),
    ]);
  }
});
