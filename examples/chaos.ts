// Experiments against a service that already runs: the resources of eu-west-1 that carry its tags.
// Nothing starts by itself; the schedule of the smallest one is there, and off.
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as kms from 'aws-cdk-lib/aws-kms';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { Annotations, App, Duration, Stack, TimeZone } from 'aws-cdk-lib/core';
import {
  cacheZonePowerInterruption,
  dependencyLatency,
  FaultExperiments,
  GameDay,
  instanceLoss,
  randomInstanceTermination,
  regionIsolation,
  writerFailover,
  zoneNetworkDisruption,
  zonePowerInterruption,
} from 'evenkeel';

const region = 'eu-west-1';
const account = '111122223333';
const availabilityZone = 'eu-west-1a';

const app = new App();
const stack = new Stack(app, 'shop-eu-west-1-chaos', { env: { account, region } });

const key = kms.Key.fromKeyArn(
  stack,
  'Key',
  `arn:aws:kms:${region}:${account}:key/1a2b3c4d-5e6f-7890-abcd-ef1234567890`,
);
// The warning names the statement for CloudWatch Logs, which this app cannot add itself.
Annotations.of(key).acknowledgeWarning('evenkeel:keyMustAdmitLogGroups', 'its policy has it');
const { experiments } = new FaultExperiments(stack, 'Experiments', {
  service: 'shop',
  experiments: [
    randomInstanceTermination(),
    instanceLoss(3),
    writerFailover(),
    cacheZonePowerInterruption(availabilityZone),
    zoneNetworkDisruption(availabilityZone),
    zonePowerInterruption({
      availabilityZone,
      instances: 3,
      groupArns: [
        `arn:aws:autoscaling:${region}:${account}:autoScalingGroup:8a7f3c1e-5b21-4f2e-9c38-2f6a1d4b7e90:autoScalingGroupName/shop-web`,
      ],
    }),
    dependencyLatency({
      dependency: 'payments',
      sources: ['payments.example.com'],
      instances: 5,
      delay: Duration.millis(500),
    }),
    regionIsolation({ otherRegion: 'eu-central-1', bucketNames: ['shop-objects-eu-west-1'] }),
  ],
  stopAlarms: [cloudwatch.Alarm.fromAlarmName(stack, 'UsersHurt', 'shop-users-hurt')],
  encryptionKey: key,
});

const smallest = experiments.get('random-instance-termination');
if (smallest !== undefined) {
  new GameDay(stack, 'EveryWorkingDay', {
    experiment: smallest,
    schedule: ScheduleExpression.cron({
      weekDay: 'MON-FRI',
      hour: '14',
      minute: '30',
      timeZone: TimeZone.EUROPE_BERLIN,
    }),
  });
}

app.synth();
