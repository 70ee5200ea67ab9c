import * as route53 from 'aws-cdk-lib/aws-route53';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { isDisposable, noSnapshots } from '../removal.ts';
import { validateProps } from '../validation.ts';
import { isDnsName } from './domain.ts';

/** Which domain the zone is for. */
export interface PublicZoneProps {
  /** The domain: lower case, fully qualified, without a trailing dot, for example `example.com`. */
  readonly zoneName: string;

  /**
   * What becomes of the zone when it leaves the stack. `DESTROY` leaves out accelerated recovery, with
   * which Route 53 deletes no zone (https://github.com/hashicorp/terraform-provider-aws/pull/45302), and
   * deletes it once it holds no records of others, such as those by which certificates were validated
   * (https://docs.aws.amazon.com/Route53/latest/APIReference/API_DeleteHostedZone.html).
   *
   * @default RemovalPolicy.RETAIN - a new zone would get other name servers, and the domain would be gone
   *   until its delegation follows
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * A public hosted zone whose records can be edited within about 60 minutes even while us-east-1,
 * where Route 53's control plane is, is impaired (accelerated recovery).
 *
 * Define it once, in a stack of its own, and give its id to the stacks of all Regions: a certificate
 * can't be validated before the registrar delegates the domain to `zone.hostedZoneNameServers`.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/accelerated-recovery.html
 */
export class PublicZone extends Construct {
  /** The hosted zone. */
  readonly zone: route53.IPublicHostedZone;

  /** @throws Error when the zone name is not a DNS name, or when a snapshot is asked for */
  constructor(scope: Construct, id: string, props: PublicZoneProps) {
    super(scope, id);
    validateProps(this, props, [
      {
        condition: ({ zoneName }) => !isDnsName(zoneName),
        message: ({ zoneName }) =>
          `'zoneName' must be a lower-case, fully qualified DNS name without a trailing dot, got '${zoneName}': write it like example.com`,
      },
      noSnapshots,
    ]);

    const zone = new route53.PublicHostedZone(this, 'Resource', {
      zoneName: props.zoneName,
      acceleratedRecoveryEnabled: !isDisposable(props.removalPolicy),
    });
    zone.applyRemovalPolicy(props.removalPolicy ?? RemovalPolicy.RETAIN);
    this.zone = zone;
  }
}
