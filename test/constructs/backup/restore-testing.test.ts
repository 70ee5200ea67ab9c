import { Match, Template } from 'aws-cdk-lib/assertions';
import * as events from 'aws-cdk-lib/aws-events';
import { Duration, type Stack } from 'aws-cdk-lib/core';
import { beforeAll, describe, expect, test } from 'vitest';
import { RestoreTesting, type RestoreTestingProps } from '../../../constructs/backup/index.ts';
import { MultiAzNetwork } from '../../../constructs/network/index.ts';
import { testStack } from '../../support/app.ts';
import { findings, unacknowledged } from '../../support/compliance.ts';
import { propertiesOf } from '../service/support.ts';
import { regionOf, resolved } from './support.ts';

function define(props: Partial<RestoreTestingProps> = {}) {
  const stack = testStack();
  const { vpc } = new MultiAzNetwork(stack, 'Network', {
    availabilityZones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
    cidr: '10.0.0.0/16',
  });
  const testing = new RestoreTesting(stack, 'RestoreTesting', {
    ...regionOf(stack),
    vpc,
    ...props,
  });
  return { stack, testing };
}

describe('with its defaults', () => {
  let stack: Stack;
  let testing: RestoreTesting;
  let template: Template;

  beforeAll(() => {
    ({ stack, testing } = define());
    template = Template.fromStack(stack);
  });

  const selectionOf = (type: string) =>
    propertiesOf(template, 'AWS::Backup::RestoreTestingSelection').find(
      ({ ProtectedResourceType }) => ProtectedResourceType === type,
    );

  test('the newest recovery points of the vault are restored twice a week (BKP-5)', () => {
    template.hasResourceProperties('AWS::Backup::RestoreTestingPlan', {
      RestoreTestingPlanName: 'shop_vault',
      ScheduleExpression: 'cron(0 6 ? * MON,THU *)',
      RecoveryPointSelection: {
        Algorithm: 'LATEST_WITHIN_WINDOW',
        IncludeVaults: [{ 'Fn::GetAtt': [Match.stringLikeRegexp('^Vault'), 'BackupVaultArn'] }],
        RecoveryPointTypes: ['CONTINUOUS', 'SNAPSHOT'],
        SelectionWindowDays: 35,
      },
    });
  });

  test.each(['Aurora', 'S3', 'DynamoDB'])(
    'every resource of type %s is restored (BKP-5)',
    (type) => {
      const plans = Object.keys(template.findResources('AWS::Backup::RestoreTestingPlan'));
      expect(selectionOf(type)).toMatchObject({
        RestoreTestingPlanName: { Ref: plans[0] },
        RestoreTestingSelectionName: type,
        ProtectedResourceArns: ['*'],
        ValidationWindowHours: 1,
      });
    },
  );

  test('a cluster is restored into the isolated subnets, where nobody reaches it', () => {
    const { dbSubnetGroupName, vpcSecurityGroupIds } =
      selectionOf('Aurora').RestoreMetadataOverrides;
    const groups = template.findResources('AWS::RDS::DBSubnetGroup');
    const { SubnetIds } = groups[dbSubnetGroupName.Ref]?.Properties ?? {};
    expect(SubnetIds).toHaveLength(3);
    for (const { Ref } of SubnetIds) expect(Ref).toContain('IsolatedSubnet');

    const securityGroup = vpcSecurityGroupIds['Fn::Join'][1][1]['Fn::GetAtt'][0];
    const { Properties } = template.findResources('AWS::EC2::SecurityGroup')[securityGroup] ?? {};
    expect(Properties).not.toHaveProperty('SecurityGroupIngress');
    expect(Properties?.SecurityGroupEgress).toMatchObject([{ CidrIp: '255.255.255.255/32' }]);
    template.resourceCountIs('AWS::EC2::SecurityGroupIngress', 0);
  });

  test('a list among the overrides is a string of JSON', () => {
    const { vpcSecurityGroupIds } = selectionOf('Aurora').RestoreMetadataOverrides;
    expect(vpcSecurityGroupIds).toEqual({ 'Fn::Join': ['', ['["', expect.anything(), '"]']] });
  });

  test('what is restored is encrypted with the key of the Region', () => {
    const key = 'arn:aws:kms:eu-west-1:111122223333:key/00000000-0000-0000-0000-000000000000';
    expect(selectionOf('Aurora').RestoreMetadataOverrides).toMatchObject({ kmsKeyId: key });
    expect(selectionOf('S3').RestoreMetadataOverrides).toEqual({
      encryptionType: 'SSE-KMS',
      kmsKey: key,
    });
    expect(selectionOf('DynamoDB').RestoreMetadataOverrides).toEqual({
      encryptionType: 'KMS',
      kmsMasterKeyArn: key,
    });
  });

  test('AWS Backup restores with a role that restores and does nothing else', () => {
    const roles = template.findResources('AWS::IAM::Role', {
      Properties: { Description: 'Tests to restore from vault shop-vault' },
    });
    const [[id, role] = []] = Object.entries(roles);
    expect(role?.Properties.ManagedPolicyArns.map(resolved)).toEqual([
      'arn:<AWS::Partition>:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForRestores',
      'arn:<AWS::Partition>:iam::aws:policy/AWSBackupServiceRolePolicyForS3Restore',
    ]);
    for (const type of ['Aurora', 'S3', 'DynamoDB']) {
      expect(selectionOf(type).IamRoleArn).toEqual({ 'Fn::GetAtt': [id, 'Arn'] });
    }
  });

  test('a restore that fails is an alarm', () => {
    const [alarm] = propertiesOf(template, 'AWS::CloudWatch::Alarm');
    expect(alarm).toMatchObject({
      AlarmActions: ['arn:aws:sns:eu-west-1:111122223333:alarms'],
      TreatMissingData: 'notBreaching',
      AlarmDescription: expect.stringContaining('aws backup list-restore-jobs --by-status FAILED'),
    });
    expect(alarm.Metrics[1].MetricStat.Metric).toEqual({
      Namespace: 'AWS/Backup',
      MetricName: 'NumberOfRestoreJobsFailed',
      Dimensions: [{ Name: 'BackupVaultName', Value: 'shop-vault' }],
    });
    expect(stack.resolve(testing.alarm.alarmArn)).toBeDefined();
  });

  test('a test that never runs is an alarm, before the second one is missed', () => {
    const overdue = propertiesOf(template, 'AWS::CloudWatch::Alarm').find(
      ({ MetricName }) => MetricName === 'NumberOfRestoreJobsCompleted',
    );
    expect(overdue).toMatchObject({
      AlarmActions: ['arn:aws:sns:eu-west-1:111122223333:alarms'],
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      TreatMissingData: 'breaching',
      Dimensions: [{ Name: 'BackupVaultName', Value: 'shop-vault' }],
    });
    const hours = (overdue.EvaluationPeriods * overdue.Period) / 3600;
    // From Thursday to Monday, the day within which a test may start, and no more than CloudWatch takes.
    expect(hours).toBeGreaterThan(5 * 24);
    expect(hours).toBeLessThanOrEqual(7 * 24);
    expect(stack.resolve(testing.overdue?.alarmArn)).toBeDefined();
    const monthly = events.Schedule.cron({ minute: '0', hour: '6', day: '1' });
    expect(define({ schedule: monthly }).testing.overdue).toBeUndefined();
  });

  test('no finding is left, and only the policies of AWS are acknowledged', () => {
    const own = ({ path }: { path: string }) => path.startsWith('Test/RestoreTesting');
    expect(unacknowledged(stack)).toEqual([]);
    expect(findings(stack).filter(own)).toMatchObject([
      {
        ruleId:
          'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/AWSBackupServiceRolePolicyForS3Restore]',
      },
      {
        ruleId:
          'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForRestores]',
      },
    ]);
  });
});

test('it follows the schedule and the validation window that it is given', () => {
  const { stack } = define({
    schedule: events.Schedule.cron({ minute: '30', hour: '3', day: '1' }),
    validationWindow: Duration.hours(8),
  });
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::Backup::RestoreTestingPlan', {
    ScheduleExpression: 'cron(30 3 1 * ? *)',
  });
  template.allResourcesProperties('AWS::Backup::RestoreTestingSelection', {
    ValidationWindowHours: 8,
  });
});

test.each<[string, Partial<RestoreTestingProps>, string]>([
  [
    'a rate',
    { schedule: events.Schedule.rate(Duration.days(1)) },
    "'schedule' must be a cron expression, got rate(1 day)",
  ],
  [
    'a validation window of half an hour',
    { validationWindow: Duration.minutes(30) },
    "'validationWindow' must be whole hours from 1 to 168, got 30 minutes",
  ],
  ['a validation window of 8 days', { validationWindow: Duration.days(8) }, 'got 8 days'],
  ['a broken hour', { validationWindow: Duration.minutes(90) }, 'got 1 hour 30 minutes'],
])('fails with %s', (_, props, message) => {
  expect(() => define(props)).toThrow(message);
});
