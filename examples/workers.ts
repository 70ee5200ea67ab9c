// Workers over three Availability Zones, of which two instances carry the load, so that there are
// still two when a zone is lost. Each order is confirmed within five minutes.
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { App, CfnOutput, Duration, Stack } from 'aws-cdk-lib/core';
import {
  MultiAzNetwork,
  minimumWorkers,
  QueueConsumer,
  QueueWorkers,
  queuePoller,
  RegionalKey,
  ResilientQueue,
} from 'evenkeel';

const availabilityZones = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'];
const handlerTimeout = Duration.seconds(30);

const app = new App();
const stack = new Stack(app, 'Workers', { env: { region: 'eu-west-1' } });

const { vpc } = new MultiAzNetwork(stack, 'Network', { availabilityZones, cidr: '10.0.0.0/16' });
const { key } = new RegionalKey(stack, 'Key');
const orders = new ResilientQueue(stack, 'Orders', {
  consumer: QueueConsumer.poller({ timeout: handlerTimeout }),
  encryptionKey: key,
});

new QueueWorkers(stack, 'Workers', {
  queue: orders,
  vpc,
  instanceType: new ec2.InstanceType('t4g.small'),
  encryptionKey: key,
  minimum: minimumWorkers(2, availabilityZones.length),
  maximum: 12,
  acceptableLatency: Duration.minutes(5),
  processingTime: Duration.seconds(3),
  workload: queuePoller({
    queueUrl: orders.queue.queueUrl,
    handlerTimeout,
    handler: `echo "order $MESSAGE_ID: $(wc -c) bytes"`,
  }),
});
new CfnOutput(stack, 'QueueUrl', { value: orders.queue.queueUrl });

app.synth();
