import * as sns from 'aws-cdk-lib/aws-sns';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import { Duration } from 'aws-cdk-lib/core';
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
   * @param url the address that the service gives you. Most contain a key: whoever reads the
   *   template can send alerts with it
   * @throws Error when the address is not one of https
   */
  static https(url: string): AlertSubscription {
    if (!isUnknown(url) && !url.startsWith('https://')) {
      throw new Error(`'url' of an alert subscription must begin with https://, got '${url}'`);
    }
    return new AlertSubscription(sns.SubscriptionProtocol.HTTPS, url);
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
