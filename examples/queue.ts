// Gives a Lambda function a queue of its own, and tells a topic when messages are late or dead.
import * as sns from 'aws-cdk-lib/aws-sns';
import { App, CfnOutput, Duration, Stack } from 'aws-cdk-lib/core';
import { QueueConsumer, RegionalKey, ResilientQueue } from 'evenkeel';

const app = new App();
const stack = new Stack(app, 'Queue', { env: { region: 'eu-west-1' } });

const { key } = new RegionalKey(stack, 'Key');
const alarmTopic = new sns.Topic(stack, 'Alarms', { masterKey: key, enforceSSL: true });

const { queue } = new ResilientQueue(stack, 'Orders', {
  consumer: QueueConsumer.lambda({ timeout: Duration.seconds(30) }),
  encryptionKey: key,
  alarmTopic,
});
new CfnOutput(stack, 'QueueUrl', { value: queue.queueUrl });

app.synth();
