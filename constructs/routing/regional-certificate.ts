import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { validateProps } from '../validation.ts';
import { type DomainProps, domainRules } from './domain.ts';
import { regionalName } from './names.ts';

/** Where the service lives in DNS; see {@link DomainProps}. */
export interface RegionalCertificateProps extends DomainProps {}

/**
 * The certificate of one Region's load balancer: for the global name, and for the Region's own.
 *
 * Certificates are Regional, and a load balancer takes only one of its own Region: a Region that
 * takes over must have had its certificate before. It renews by itself for as long as it is in use
 * and the validation records stand in the zone, which CloudFormation leaves there.
 *
 * The stack waits until the zone answers on the internet, so delegate it to Route 53 first.
 *
 * @see https://docs.aws.amazon.com/acm/latest/userguide/acm-regions.html
 * @see https://docs.aws.amazon.com/acm/latest/userguide/dns-renewal-validation.html
 */
export class RegionalCertificate extends Construct {
  /** For the HTTPS listener. */
  readonly certificate: acm.ICertificate;

  /** @throws Error that lists every mistake in the props */
  constructor(scope: Construct, id: string, props: RegionalCertificateProps) {
    super(scope, id);
    validateProps(this, props, domainRules(this));

    this.certificate = new acm.Certificate(this, 'Resource', {
      domainName: props.recordName,
      subjectAlternativeNames: [regionalName(props.recordName, Stack.of(this).region)],
      validation: acm.CertificateValidation.fromDns(props.zone),
    });
  }
}
