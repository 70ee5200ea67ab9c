import { Match, Template } from 'aws-cdk-lib/assertions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { SecretValue } from 'aws-cdk-lib/core';
import { describe, expect, test } from 'vitest';
import {
  AlertChannels,
  type AlertChannelsProps,
  AlertSubscription,
  ChatChannel,
  ChatTarget,
} from '../../../constructs/observability/index.ts';
import { RegionalKey } from '../../../constructs/security/index.ts';
import { testApp, testStack } from '../../support/app.ts';
import { findings, unacknowledged } from '../../support/compliance.ts';
import { warningsOf } from '../service/support.ts';

function channels(props: Partial<AlertChannelsProps> = {}, app = testApp(), region = 'eu-west-1') {
  const stack = testStack(app, `Test-${region}`, region);
  const { key } = new RegionalKey(stack, 'Key');
  const alerts = new AlertChannels(stack, 'Alerts', { name: 'shop', encryptionKey: key, ...props });
  return { stack, alerts };
}

const https = AlertSubscription.https('https://alerts.example.com/key');
const email = AlertSubscription.email('team@example.com');

describe('channels with an endpoint and a mailbox', () => {
  const { stack, alerts } = channels({ page: [https, email], ticket: [email] });
  const template = Template.fromStack(stack);

  test('are two topics, named so that other Regions can find them', () => {
    template.resourceCountIs('AWS::SNS::Topic', 2);
    for (const severity of ['page', 'ticket']) {
      template.hasResourceProperties('AWS::SNS::Topic', {
        TopicName: `shop-${severity}`,
        KmsMasterKeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Key'), 'Arn'] },
      });
    }
    expect(stack.resolve(AlertChannels.topicArn(stack, 'us-east-1', 'shop', 'page'))).toEqual({
      'Fn::Join': ['', ['arn:aws:sns:us-east-1:', { Ref: 'AWS::AccountId' }, ':shop-page']],
    });
  });

  test('alarms of the account may publish, and nobody without TLS', () => {
    for (const policy of Object.values(template.findResources('AWS::SNS::TopicPolicy'))) {
      const [tls, alarms, ...more] = policy.Properties.PolicyDocument.Statement;
      expect(more).toEqual([]);
      expect(tls).toMatchObject({
        Effect: 'Deny',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      });
      expect(alarms).toMatchObject({
        Effect: 'Allow',
        Action: 'sns:Publish',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      });
    }
    template.resourceCountIs('AWS::SNS::TopicPolicy', 2);
  });

  test('an endpoint is retried for half an hour, and what it does not take is kept', () => {
    template.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'https',
      Endpoint: 'https://alerts.example.com/key',
      DeliveryPolicy: {
        healthyRetryPolicy: {
          numRetries: 30,
          minDelayTarget: 20,
          maxDelayTarget: 120,
        },
      },
      RedrivePolicy: {
        deadLetterTargetArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('UndeliveredPages'), 'Arn'] },
      },
    });
    // All of its retries stay below the hour that SNS allows.
    expect(30 * 120).toBeLessThanOrEqual(3600);
  });

  test('a mailbox cannot refuse, so nothing is kept for it', () => {
    const subscriptions = Object.values(template.findResources('AWS::SNS::Subscription'));
    const mailboxes = subscriptions.filter(({ Properties }) => Properties.Protocol === 'email');
    expect(mailboxes).toHaveLength(2);
    for (const { Properties } of mailboxes) expect(Properties).not.toHaveProperty('RedrivePolicy');
    template.resourceCountIs('AWS::SQS::Queue', 1);
  });

  test('SNS can encrypt what it puts aside', () => {
    template.hasResourceProperties('AWS::KMS::Key', {
      KeyPolicy: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Principal: { Service: 'sns.amazonaws.com' },
            Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
            Condition: {
              ArnLike: {
                'aws:SourceArn': stack.resolve(
                  `arn:${stack.partition}:sns:${stack.region}:${stack.account}:*`,
                ),
              },
            },
          }),
        ]),
      },
    });
  });

  test('an alert that was not delivered is reported on the other channel', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'ApproximateNumberOfMessagesVisible',
      AlarmActions: [{ Ref: Match.stringLikeRegexp('^AlertsTicket') }],
    });
  });

  test('warn of nothing, and comply', () => {
    expect(warningsOf(alerts)).toEqual([]);
    expect(unacknowledged(stack)).toEqual([]);
    expect(findings(stack).map(({ ruleId }) => ruleId)).toEqual(['AwsSolutions-SQS3']);
  });
});

test('channels without anybody in them say so, under names that can be acknowledged', () => {
  const { alerts } = channels();
  expect(warningsOf(alerts)).toEqual([
    expect.stringMatching(/nobody is subscribed to the pages .*\[ack: evenkeel:nobodyIsPaged\]/),
    expect.stringMatching(
      /nobody is subscribed to the tickets .*\[ack: evenkeel:nobodyGetsTickets\]/,
    ),
  ]);
});

test('an undelivered ticket pages', () => {
  const { stack } = channels({ ticket: [https], page: [email] });
  Template.fromStack(stack).hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmActions: [{ Ref: Match.stringLikeRegexp('^AlertsPage') }],
  });
});

test('links to runbooks begin as the owner says', () => {
  const { stack } = channels({
    page: [https],
    ticket: [email],
    runbookBaseUrl: 'https://wiki.example.com/runbooks/',
  });
  Template.fromStack(stack).hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmDescription: Match.stringLikeRegexp(
      'Runbook: https://wiki.example.com/runbooks/alarms.md#alerts-are-not-delivered$',
    ),
  });
});

test.each(['', 'two words', 'a/b', 'x'.repeat(250)])('fails for the name %j', (name) => {
  expect(() => channels({ name })).toThrow(
    `'name' must be 1 to 249 letters, digits, '_' or '-', since topics are named after it, got '${name}'`,
  );
});

test('fails for an address of runbooks that leaves alarms no room', () => {
  expect(() => channels({ runbookBaseUrl: 'x'.repeat(601) })).toThrow(
    "'runbookBaseUrl' must have at most 600 characters, since every alarm says it and CloudWatch takes descriptions of 1,024, got 601: give a shorter address",
  );
  expect(() => channels({ runbookBaseUrl: 'x'.repeat(600) })).not.toThrow();
});

describe('an endpoint whose address holds a key', () => {
  const address =
    'https://events.pagerduty.com/integration/0123456789abcdef0123456789abcdef/enqueue';

  test('is a reference in the template, which CloudFormation resolves', () => {
    const secret = AlertSubscription.https(SecretValue.secretsManager('shop/pager'));
    const { stack, alerts } = channels({ page: [secret], ticket: [email] });
    Template.fromStack(stack).hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'https',
      Endpoint: '{{resolve:secretsmanager:shop/pager:SecretString:::}}',
      RedrivePolicy: Match.anyValue(),
    });
    expect(warningsOf(alerts)).toEqual([]);
  });

  test.each([['page'], ['ticket']])(
    'is warned of in the channel %s, without the key',
    (severity) => {
      const plain = AlertSubscription.https(address);
      const { alerts } = channels({ page: [email], ticket: [email], [severity]: [plain] });
      expect(warningsOf(alerts)).toEqual([
        expect.stringMatching(
          /the address of https:\/\/events\.pagerduty\.com\/…, .*\[ack: evenkeel:secretInTemplate\]/,
        ),
      ]);
      expect(warningsOf(alerts).join()).not.toContain('0123456789');
    },
  );

  test('is warned of as well where a plain text is called a secret', () => {
    const plain = AlertSubscription.https(SecretValue.unsafePlainText(address));
    expect(warningsOf(channels({ page: [plain], ticket: [email] }).alerts)).toHaveLength(1);
  });
});

test('fails for an endpoint without TLS', () => {
  expect(() => AlertSubscription.https('http://alerts.example.com')).toThrow(
    "'url' of an alert subscription must begin with https://, got 'http://alerts.example.com/…'",
  );
});

describe('a chat channel', () => {
  const chat = (target: ChatTarget) => {
    const stack = testStack(testApp(), 'Global', 'us-east-1');
    new ChatChannel(stack, 'Chat', {
      name: 'shop',
      target,
      topics: ['eu-west-1', 'eu-central-1'].map((region) =>
        Topic.fromTopicArn(stack, region, AlertChannels.topicArn(stack, region, 'shop', 'page')),
      ),
    });
    return { stack, template: Template.fromStack(stack) };
  };

  test('of Slack shows the topics of all Regions', () => {
    const { stack, template } = chat(ChatTarget.slack('T1', 'C1'));
    template.hasResourceProperties('AWS::Chatbot::SlackChannelConfiguration', {
      ConfigurationName: 'shop',
      SlackWorkspaceId: 'T1',
      SlackChannelId: 'C1',
      SnsTopicArns: ['eu-west-1', 'eu-central-1'].map((region) =>
        stack.resolve(AlertChannels.topicArn(stack, region, 'shop', 'page')),
      ),
    });
    expect(unacknowledged(stack)).toEqual([]);
  });

  test('of Teams does as well', () => {
    const { template } = chat(ChatTarget.teams('tenant', 'team', 'channel'));
    template.hasResourceProperties('AWS::Chatbot::MicrosoftTeamsChannelConfiguration', {
      TeamsTenantId: 'tenant',
      TeamId: 'team',
      TeamsChannelId: 'channel',
      SnsTopicArns: Match.arrayWith([]),
    });
  });

  test('lets nobody change anything: its guardrail is what its role may do, which is to look', () => {
    const { template } = chat(ChatTarget.slack('T1', 'C1'));
    const [[policyId, policy] = []] = Object.entries(
      template.findResources('AWS::IAM::ManagedPolicy'),
    );
    expect(policy?.Properties.PolicyDocument.Statement).toEqual([
      {
        Effect: 'Allow',
        Action: ['cloudwatch:Describe*', 'cloudwatch:Get*', 'cloudwatch:List*'],
        Resource: '*',
      },
    ]);
    template.hasResourceProperties('AWS::Chatbot::SlackChannelConfiguration', {
      GuardrailPolicies: [{ Ref: policyId }],
    });
    template.hasResourceProperties('AWS::IAM::Role', { ManagedPolicyArns: [{ Ref: policyId }] });
  });
});
