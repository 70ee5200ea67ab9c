import type * as acm from 'aws-cdk-lib/aws-certificatemanager';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { metricAlarm } from './alarm.ts';
import type { Alerts } from './alerts.ts';

/** Properties of {@link CertificateAlarms}. */
export interface CertificateAlarmsProps {
  /** Who is told. */
  readonly alerts: Alerts;

  /** The certificate. */
  readonly certificate: acm.ICertificate;
}

/**
 * Opens a ticket when a certificate expires within 30 days. ACM renews 60 days ahead, so by then it
 * has tried in vain for a month: https://docs.aws.amazon.com/acm/latest/userguide/managed-renewal.html
 */
export class CertificateAlarms extends Construct {
  constructor(scope: Construct, id: string, { alerts, certificate }: CertificateAlarmsProps) {
    super(scope, id);
    metricAlarm(this, 'Expiry', alerts, {
      metric: certificate.metricDaysToExpiry({ period: Duration.days(1) }),
      comparison: '<',
      threshold: 30,
      datapoints: [1, 1],
      withoutData: {
        treatedAs: 'ignore',
        because: 'ACM reports twice a day, and no more once the certificate has expired',
      },
      description: 'A certificate expires within 30 days and was not renewed.',
      runbook: 'certificate',
      severity: 'ticket',
    });
  }
}
