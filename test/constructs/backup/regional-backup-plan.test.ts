import { Template } from 'aws-cdk-lib/assertions';
import { Duration, Stack } from 'aws-cdk-lib/core';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  AirGappedVault,
  RegionalBackupPlan,
  type RegionalBackupPlanProps,
  VaultLock,
} from '../../../constructs/backup/index.ts';
import { testStack } from '../../support/app.ts';
import { findings, unacknowledged } from '../../support/compliance.ts';
import { propertiesOf } from '../service/support.ts';
import { durableResources, regionOf, resolved } from './support.ts';

function define(props: Partial<RegionalBackupPlanProps> = {}, lock?: VaultLock) {
  const stack = testStack();
  const { vault, alarmTopic } = regionOf(stack, lock);
  const plan = new RegionalBackupPlan(stack, 'Backup', {
    vault,
    alarmTopic,
    ...durableResources(stack),
    ...props,
  });
  return { stack, plan };
}

const airGapped = (stack = new Stack(undefined, 'Vaults', { env: { region: 'eu-west-1' } })) =>
  new AirGappedVault(stack, 'AirGapped', { vaultName: 'shop-air-gapped' });

/** The only rule of the plan. */
function ruleOf(stack: Stack) {
  const [plan] = propertiesOf(Template.fromStack(stack), 'AWS::Backup::BackupPlan');
  const rules = plan.BackupPlan.BackupPlanRule;
  expect(rules).toHaveLength(1);
  return rules[0];
}

interface Alarm {
  readonly AlarmActions: string[];
  readonly AlarmDescription: string;
  readonly Dimensions?: { Name: string; Value: string }[];
  readonly EvaluationPeriods: number;
  readonly MetricName?: string;
  readonly Metrics?: { MetricStat?: { Metric: { MetricName: string; Dimensions: unknown } } }[];
  readonly Period?: number;
  readonly TreatMissingData: string;
}

const alarmsOf = (stack: Stack): Alarm[] =>
  propertiesOf(Template.fromStack(stack), 'AWS::CloudWatch::Alarm');

/** The metrics that are watched for failures of jobs, with the vault for which they count. */
const failuresOf = (alarms: Alarm[]) =>
  alarms.flatMap(({ Metrics = [] }) =>
    Metrics.flatMap(({ MetricStat }) =>
      MetricStat ? [[MetricStat.Metric.MetricName, MetricStat.Metric.Dimensions]] : [],
    ),
  );

describe('with copies in another Region', () => {
  let stack: Stack;
  let plan: RegionalBackupPlan;
  let template: Template;
  let alarms: Alarm[];

  beforeAll(() => {
    ({ stack, plan } = define({ copyTo: ['eu-central-1'] }));
    template = Template.fromStack(stack);
    alarms = alarmsOf(stack);
  });

  test('every durable resource is selected by its ARN, clusters as clusters (BKP-1)', () => {
    const [selection] = propertiesOf(template, 'AWS::Backup::BackupSelection');
    expect(selection.BackupSelection.Resources.map(resolved)).toEqual([
      'arn:aws:rds:eu-west-1:111122223333:cluster:shop-eu-west-1',
      'arn:aws:s3:::shop-uploads',
      'arn:aws:dynamodb:eu-west-1:111122223333:table/shop-sessions',
    ]);
  });

  test('the loss of the Region leaves a copy in the other, 35 days long (BKP-2)', () => {
    const copies = ruleOf(stack).CopyActions.map(
      (copy: { DestinationBackupVaultArn: unknown; Lifecycle: unknown }) => ({
        ...copy,
        DestinationBackupVaultArn: resolved(copy.DestinationBackupVaultArn),
      }),
    );
    expect(copies).toEqual([
      {
        DestinationBackupVaultArn:
          'arn:aws:backup:eu-central-1:111122223333:backup-vault:shop-vault',
        Lifecycle: { DeleteAfterDays: 35 },
      },
    ]);
  });

  test('any second of the last 35 days can be restored (BKP-3)', () => {
    expect(ruleOf(stack)).toMatchObject({
      EnableContinuousBackup: true,
      Lifecycle: { DeleteAfterDays: 35 },
      ScheduleExpression: 'cron(0 0/12 * * ? *)',
      StartWindowMinutes: 60,
      CompletionWindowMinutes: 7 * 24 * 60,
    });
    expect(ruleOf(stack).Lifecycle).not.toHaveProperty('MoveToColdStorageAfterDays');
  });

  test('what fails is an alarm', () => {
    const vault = [{ Name: 'BackupVaultName', Value: 'shop-vault' }];
    expect(failuresOf(alarms)).toEqual([
      ['NumberOfBackupJobsFailed', vault],
      ['NumberOfBackupJobsAborted', vault],
      ['NumberOfBackupJobsExpired', vault],
      ['NumberOfCopyJobsFailed', vault],
    ]);
  });

  test('what never starts is an alarm as well, for each kind of resource', () => {
    const silent = alarms.filter(({ MetricName }) => MetricName !== undefined);
    expect(
      silent.map(({ MetricName, Dimensions }) => [MetricName, Dimensions?.[1]?.Value]),
    ).toEqual(
      ['Backup', 'Copy'].flatMap((kind) =>
        ['Aurora', 'S3', 'DynamoDB'].map((type) => [`NumberOf${kind}JobsCompleted`, type]),
      ),
    );
    for (const alarm of silent) {
      expect(alarm.TreatMissingData).toBe('breaching');
      expect((alarm.Period ?? 0) * alarm.EvaluationPeriods).toBe(24 * 3600);
    }
  });

  test('every alarm tells somebody', () => {
    expect(plan.alarms).toHaveLength(alarms.length);
    for (const { AlarmActions } of alarms) {
      expect(AlarmActions).toEqual(['arn:aws:sns:eu-west-1:111122223333:alarms']);
    }
  });

  test('the template refers to no stack of another Region', () => {
    expect(JSON.stringify(template)).not.toMatch(/Fn::(GetStackOutput|ImportValue)/);
  });

  test('two plans do not share a name', () => {
    const [{ BackupPlan }] = propertiesOf(template, 'AWS::Backup::BackupPlan');
    expect(BackupPlan.BackupPlanName).toMatch(/^TestBackup/);
  });

  test('no finding is left, and only the policies of AWS are acknowledged', () => {
    expect(unacknowledged(stack)).toEqual([]);
    expect(findings(stack).map(({ ruleId, path }) => `${ruleId} ${path}`)).toEqual([
      'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/AWSBackupServiceRolePolicyForS3Backup] Test/Backup/Role/Resource',
      'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup] Test/Backup/Role/Resource',
    ]);
  });
});

describe('without other Regions', () => {
  test('there are no copies, and no alarms on them', () => {
    const { stack } = define();
    expect(ruleOf(stack)).not.toHaveProperty('CopyActions');
    expect(
      alarmsOf(stack).filter(({ AlarmDescription }) => /copy/i.test(AlarmDescription)),
    ).toEqual([]);
  });

  test('the role has nothing to do with buckets that are not there', () => {
    const { stack } = define({ buckets: [] });
    const [role] = propertiesOf(Template.fromStack(stack), 'AWS::IAM::Role');
    expect(role.ManagedPolicyArns).toHaveLength(1);
  });
});

test.each([
  [Duration.hours(2), 'cron(0 * * * ? *)', 2],
  [Duration.hours(4), 'cron(0 0/2 * * ? *)', 4],
  [Duration.minutes(150), 'cron(0 * * * ? *)', 3],
  [Duration.days(7), 'cron(0 0 * * ? *)', 168],
])('an objective of %s schedules %s and alarms after %i silent hours', (objective, cron, hours) => {
  const { stack } = define({ recoveryPointObjective: objective });
  expect(ruleOf(stack).ScheduleExpression).toBe(cron);
  const [silent] = alarmsOf(stack).filter(({ MetricName }) => MetricName);
  expect(silent).toMatchObject({ Period: 3600, EvaluationPeriods: hours });
});

test('copies are kept for as long as they are told to', () => {
  const { stack } = define({ copyTo: ['eu-central-1'], copyRetention: Duration.days(90) });
  const [copy] = ruleOf(stack).CopyActions;
  expect(copy.Lifecycle).toEqual({ DeleteAfterDays: 90 });
  expect(ruleOf(stack).Lifecycle).toEqual({ DeleteAfterDays: 35 });
});

test('somebody with every permission leaves the air-gapped copies', () => {
  const stack = testStack();
  const { vault, alarmTopic } = regionOf(stack);
  const { alarms } = new RegionalBackupPlan(stack, 'Backup', {
    vault,
    alarmTopic,
    ...durableResources(stack),
    airGappedVault: airGapped(stack),
  });
  expect(alarms).toHaveLength(alarmsOf(stack).length);
  expect(ruleOf(stack).CopyActions).toEqual([
    {
      DestinationBackupVaultArn: {
        'Fn::GetAtt': [expect.stringMatching('^AirGapped'), 'BackupVaultArn'],
      },
      Lifecycle: { DeleteAfterDays: 35 },
    },
  ]);
  expect(failuresOf(alarmsOf(stack))).toContainEqual([
    'NumberOfCopyJobsFailed',
    [{ Name: 'BackupVaultName', Value: 'shop-air-gapped' }],
  ]);
});

const days = Duration.days;
test.each<[string, Partial<RegionalBackupPlanProps>, string, VaultLock?]>([
  [
    'nothing to back up',
    { clusters: [], buckets: [], tables: [] },
    "'clusters', 'buckets' and 'tables' must name at least 1 resource in all, got none",
  ],
  [
    'a copy to its own Region',
    { copyTo: ['eu-west-1'] },
    "'copyTo' must name other Regions only, got this stack's own, eu-west-1: leave it out",
  ],
  [
    'a Region twice',
    { copyTo: ['eu-central-1', 'eu-central-1'] },
    "'copyTo' must name each Region once, got eu-central-1, eu-central-1",
  ],
  [
    'an objective of 1 hour',
    { recoveryPointObjective: Duration.hours(1) },
    "'recoveryPointObjective' must be from 2 hours, since AWS Backup runs at most once an hour and copies take their time, to 7 days, got 1 hour: replicate what must not lose as much",
  ],
  ['an objective of 8 days', { recoveryPointObjective: days(8) }, 'to 7 days, got 8 days'],
  [
    'a vault that refuses continuous backups for being short',
    {},
    "the lock of 'vault' must admit continuous backups, which are kept for 35 days, got at least 36 days",
    VaultLock.governance({ minRetention: days(36) }),
  ],
  [
    'a vault that refuses continuous backups for being long',
    {},
    "the lock of 'vault' must admit continuous backups, which are kept for 35 days, got at most 34 days",
    VaultLock.governance({ minRetention: days(7), maxRetention: days(34) }),
  ],
  [
    'copies that are gone sooner than the backups',
    { copyTo: ['eu-central-1'], copyRetention: days(34) },
    "'copyRetention' must be at least 35 days, as long as the backups in this Region, got 34 days",
    VaultLock.governance({ minRetention: days(7) }),
  ],
  [
    'copies that the vaults refuse',
    { copyTo: ['eu-central-1'], copyRetention: days(91) },
    "'copyRetention' must be at most 90 days, or the vaults refuse the copies, got 91 days",
    VaultLock.governance({ maxRetention: days(90) }),
  ],
  [
    'copies that the air-gapped vault refuses',
    { airGappedVault: airGapped(), copyRetention: days(366) },
    "'copyRetention' must be at most 365 days, or 'airGappedVault' refuses the copies, got 366 days",
  ],
  [
    'an air-gapped vault of another Region',
    { airGappedVault: airGapped(testStack(undefined, 'Elsewhere', 'eu-central-1')) },
    "'airGappedVault' must be in the Region of this stack, eu-west-1, since AWS Backup copies no Aurora cluster to an air-gapped vault of another, got one in eu-central-1",
  ],
])('fails with %s', (_, props, message, lock) => {
  expect(() => define(props, lock)).toThrow(message);
});
