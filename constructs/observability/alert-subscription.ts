import * as sns from 'aws-cdk-lib/aws-sns';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import { Duration, type SecretValue } from 'aws-cdk-lib/core';
import { looksSecret, withoutSecret } from '../../lib/validation/index.ts';
import { isUnknown } from '../unknown.ts';

/** Somebody who is told, or something that tells them. */
export class AlertSubscription {
  /**
   * A mailbox. Its owner has to confirm the subscription once.
   *
   * @param address the address, for example of a team
   */
  static email(address: string): AlertSubscription {
    return new AlertSubscription(sns.SubscriptionProtocol.EMAIL, address);
  }

  /**
   * An endpoint of an incident service, such as PagerDuty or Opsgenie, which confirms the
   * subscription by itself. Deliveries are retried for half an hour, instead of the minute that SNS
   * gives an endpoint by default, and kept in a dead-letter queue after that
   * (https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html).
   *
   * @param url the address that the service gives you. Most contain a key, with which whoever reads
   *   the template can raise alerts: give those as `SecretValue.secretsManager('NAME')`, which
   *   CloudFormation resolves when it deploys, in the Region of the stack, and again when the
   *   reference changes
   *   (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html)
   * @throws Error when the address is not one of https
   */
  static https(url: string | SecretValue): AlertSubscription {
    const { HTTPS } = sns.SubscriptionProtocol;
    // What comes out of it is a reference, unless it was made of a plain text.
    if (typeof url !== 'string') return new AlertSubscription(HTTPS, url.unsafeUnwrap());
    if (!isUnknown(url) && !url.startsWith('https://')) {
      throw new Error(
        `'url' of an alert subscription must begin with https://, got '${withoutSecret(url)}'`,
      );
    }
    return new AlertSubscription(HTTPS, url);
  }

  /** How it is reached. */
  readonly protocol: sns.SubscriptionProtocol;
  /** Where it is reached. */
  readonly endpoint: string;

  private constructor(protocol: sns.SubscriptionProtocol, endpoint: string) {
    this.protocol = protocol;
    this.endpoint = endpoint;
  }

  /** Whether SNS can put aside what it could not deliver, which e-mail does not support. */
  get canFail(): boolean {
    return this.protocol === sns.SubscriptionProtocol.HTTPS;
  }

  /** Whether the template holds an address that looks as if only some may know it. */
  get tellsSecret(): boolean {
    return !isUnknown(this.endpoint) && looksSecret(this.endpoint);
  }

  /** The subscription as `sns.Subscription` takes it. */
  props(undelivered: sqs.IQueue | undefined): Omit<sns.SubscriptionProps, 'topic'> {
    const { protocol, endpoint } = this;
    if (undelivered === undefined) return { protocol, endpoint };
    return { protocol, endpoint, deadLetterQueue: undelivered, deliveryPolicy: RETRIES };
  }
}

/** From every 20 seconds to every two minutes, in all within the hour that SNS allows. */
const RETRIES: sns.DeliveryPolicy = {
  healthyRetryPolicy: {
    minDelayTarget: Duration.seconds(20),
    maxDelayTarget: Duration.seconds(120),
    numRetries: 30,
  },
};
