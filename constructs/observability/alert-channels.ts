import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Annotations, ArnFormat, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Construct, type IConstruct } from 'constructs';
import { withoutSecret } from '../../lib/validation/index.ts';
import { acknowledge } from '../acknowledge.ts';
import { noSnapshots } from '../removal.ts';
import { admit, alarmsToTopics, topicsToQueues } from '../security/key-users.ts';
import { isUnknown } from '../unknown.ts';
import { type ValidationRule, validateProps } from '../validation.ts';
import { metricAlarm } from './alarm.ts';
import type { AlertSubscription } from './alert-subscription.ts';
import type { Alerts, Severity } from './alerts.ts';

/** Properties of {@link AlertChannels}. */
export interface AlertChannelsProps {
  /**
   * Names the topics `NAME-page` and `NAME-ticket`, the same in every Region, so that one chat
   * configuration can name those of all Regions: see {@link AlertChannels.topicArn}.
   */
  readonly name: string;

  /**
   * The Region's key. What its policy lacks for alarms to publish is added, or, to an imported key's,
   * named in a warning.
   */
  readonly encryptionKey: kms.IKey;

  /**
   * Who is woken.
   *
   * @default - nobody, with a warning: a `ChatChannel` alone wakes nobody
   */
  readonly page?: readonly AlertSubscription[];

  /**
   * Who is told for working hours.
   *
   * @default - nobody, with a warning: subscribe somebody here, or the topic with a `ChatChannel`
   */
  readonly ticket?: readonly AlertSubscription[];

  /**
   * Where the runbooks are, as an address that works at three in the morning: at most 600 characters,
   * so that descriptions of alarms, which say it, stay within the
   * [1,024](https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html)
   * of CloudWatch.
   *
   * @default 'docs/runbooks' - the place in the repository
   */
  readonly runbookBaseUrl?: string;

  /**
   * What becomes of the queues of alerts that were not delivered, when they leave the stack.
   *
   * @default RemovalPolicy.DESTROY - what they hold are notices of alarms, of which CloudWatch keeps a
   *   history
   */
  readonly removalPolicy?: RemovalPolicy;
}

const rules: ValidationRule<AlertChannelsProps>[] = [
  {
    condition: ({ name }) => !isUnknown(name) && !/^[\w-]{1,249}$/.test(name),
    message: ({ name }) =>
      `'name' must be 1 to 249 letters, digits, '_' or '-', since topics are named after it, got '${name}'`,
  },
  {
    condition: ({ runbookBaseUrl: url }) =>
      url !== undefined && !isUnknown(url) && url.length > 600,
    message: ({ runbookBaseUrl }) =>
      `'runbookBaseUrl' must have at most 600 characters, since every alarm says it and CloudWatch ` +
      `takes descriptions of 1,024, got ${runbookBaseUrl?.length}: give a shorter address`,
  },
  noSnapshots,
];

/**
 * Defines the two ways in which a Region asks for people: one that wakes them, and one that waits.
 *
 * It guarantees that
 *
 * - alarms of the Region can publish, encrypted with the Region's key and over TLS only: neither
 *   topic depends on another Region, so the Region that is left still alerts;
 * - an alert that an HTTPS endpoint does not take is retried for half an hour, kept for 14 days, and
 *   reported on the other channel;
 * - a topic without a subscription is reported at synthesis (`evenkeel:nobodyIsPaged`,
 *   `evenkeel:nobodyGetsTickets`), and so is an endpoint whose address looks as if it held a key
 *   (`evenkeel:secretInTemplate`).
 *
 * @throws Error when `name` cannot name a topic, `runbookBaseUrl` is too long, or a snapshot is asked
 *   for
 */
export class AlertChannels extends Construct implements Alerts {
  /**
   * The ARN of a topic of any Region, for whoever has to name it from another one.
   *
   * @param scope a construct of the account that holds the topic
   * @param region the Region of the topic
   * @param name the {@link AlertChannelsProps.name} of the channels
   * @param severity which of the two
   */
  static topicArn(scope: IConstruct, region: string, name: string, severity: Severity): string {
    return Stack.of(scope).formatArn({
      service: 'sns',
      region,
      resource: `${name}-${severity}`,
      arnFormat: ArnFormat.NO_RESOURCE_NAME,
    });
  }

  /** Wakes people. */
  readonly page: sns.ITopic;
  /** Waits for working hours. */
  readonly ticket: sns.ITopic;
  /** What the links to runbooks begin with. */
  readonly runbookBaseUrl: string;

  readonly #name: string;
  readonly #encryptionKey: kms.IKey;
  readonly #removalPolicy: RemovalPolicy;

  constructor(scope: Construct, id: string, props: AlertChannelsProps) {
    super(scope, id);
    validateProps(this, props, rules);
    this.runbookBaseUrl = props.runbookBaseUrl ?? 'docs/runbooks';
    this.#name = props.name;
    this.#encryptionKey = props.encryptionKey;
    this.#removalPolicy = props.removalPolicy ?? RemovalPolicy.DESTROY;

    admit(this, props.encryptionKey, alarmsToTopics);
    this.page = this.addTopic('Page', 'page');
    this.ticket = this.addTopic('Ticket', 'ticket');
    this.subscribe('Page', props.page ?? [], 'page', 'ticket');
    this.subscribe('Ticket', props.ticket ?? [], 'ticket', 'page');
    this.warnOfSilence(props);
    this.warnOfSecrets(props);
  }

  private warnOfSecrets({ page = [], ticket = [] }: AlertChannelsProps): void {
    const hosts = [...page, ...ticket]
      .filter(({ tellsSecret }) => tellsSecret)
      .map(({ endpoint }) => withoutSecret(endpoint));
    if (hosts.length === 0) return;
    Annotations.of(this).addWarningV2(
      'evenkeel:secretInTemplate',
      `the template tells everybody who reads it the address of ${[...new Set(hosts)].join(', ')}, ` +
        "which looks as if it held a key: give AlertSubscription.https(SecretValue.secretsManager('NAME')) instead",
    );
  }

  private warnOfSilence({ page = [], ticket = [] }: AlertChannelsProps): void {
    if (page.length === 0) {
      Annotations.of(this).addWarningV2(
        'evenkeel:nobodyIsPaged',
        'nobody is subscribed to the pages of this Region: give AlertChannels a subscription; a ' +
          'ChatChannel alone wakes nobody',
      );
    }
    if (ticket.length === 0) {
      Annotations.of(this).addWarningV2(
        'evenkeel:nobodyGetsTickets',
        'nobody is subscribed to the tickets of this Region: give AlertChannels a subscription, ' +
          'or the topic a ChatChannel',
      );
    }
  }

  private addTopic(id: string, severity: Severity): sns.Topic {
    const stack = Stack.of(this);
    const topic = new sns.Topic(this, id, {
      topicName: `${this.#name}-${severity}`,
      masterKey: this.#encryptionKey,
      enforceSSL: true,
    });
    // A topic with a policy of its own has lost the default one, by which alarms of the account
    // may publish. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
    topic.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'AlarmsOfThisAccount',
        principals: [new iam.ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: {
          StringEquals: { 'aws:SourceAccount': stack.account },
          ArnLike: {
            'aws:SourceArn': stack.formatArn({
              service: 'cloudwatch',
              resource: 'alarm',
              resourceName: '*',
              arnFormat: ArnFormat.COLON_RESOURCE_NAME,
            }),
          },
        },
      }),
    );
    return topic;
  }

  /** Subscribes everybody to a channel, and tells the other channel what could not be delivered. */
  private subscribe(
    id: string,
    subscriptions: readonly AlertSubscription[],
    severity: Severity,
    otherChannel: Severity,
  ): void {
    const undelivered = subscriptions.some(({ canFail }) => canFail)
      ? this.undeliveredQueue(id, severity, otherChannel)
      : undefined;
    for (const [index, subscription] of subscriptions.entries()) {
      new sns.Subscription(this, `${id}Subscription${index}`, {
        topic: this[severity],
        ...subscription.props(subscription.canFail ? undelivered : undefined),
      });
    }
  }

  private undeliveredQueue(id: string, severity: Severity, otherChannel: Severity): sqs.IQueue {
    const queue = new sqs.Queue(this, `Undelivered${id}s`, {
      encryption: sqs.QueueEncryption.KMS,
      encryptionMasterKey: this.#encryptionKey,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      removalPolicy: this.#removalPolicy,
    });
    acknowledge(
      queue,
      'It is the dead-letter queue of the subscriptions, and people empty it',
      'AwsSolutions-SQS3',
    );
    // SNS fills the queue as itself.
    admit(this, this.#encryptionKey, topicsToQueues);
    metricAlarm(this, `Undelivered${id}Alarm`, this, {
      metric: queue.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(1),
        statistic: cloudwatch.Stats.MAXIMUM,
      }),
      comparison: '>',
      threshold: 0,
      datapoints: [1, 1],
      withoutData: {
        treatedAs: 'ignore',
        because: 'SQS stops reporting on queues that nobody uses',
      },
      description: `An endpoint did not take an alert: see what is in the queue and who missed a ${severity}.`,
      runbook: 'alerting',
      severity: otherChannel,
    });
    return queue;
  }
}
