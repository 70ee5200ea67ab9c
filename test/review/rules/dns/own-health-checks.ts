import type { RuleSamples } from '../../support/samples.ts';
import { healthCheck, record } from './parts.ts';

const primary = record('Primary', 'Failover: PRIMARY, HealthCheckId: !Ref Check');

export const samples: RuleSamples = {
  pass: {
    'a check for each': [
      primary,
      record('Secondary', 'Failover: SECONDARY, HealthCheckId: !Ref Other'),
      healthCheck,
      'Other: { Type: AWS::Route53::HealthCheck }',
    ],
    'a secondary record without a check': [
      primary,
      record('Secondary', 'Failover: SECONDARY'),
      healthCheck,
      'Other: { Type: AWS::Route53::HealthCheck }',
    ],
  },
  fail: {
    'one check for both': [
      primary,
      record('Secondary', 'Failover: SECONDARY, HealthCheckId: !Ref Check'),
      healthCheck,
      'Other: { Type: AWS::Route53::HealthCheck }',
    ],
  },
  unknown: {
    'a check that is given at deployment': [
      primary,
      healthCheck,
      `
      Parameters: { Given: { Type: String } }
      Resources:
        Secondary:
          Type: AWS::Route53::RecordSet
          Properties:
            HostedZoneId: Z1
            Name: app.example.com
            Type: A
            Failover: SECONDARY
            HealthCheckId: !Ref Given
      `,
    ],
  },
  notApplicable: { 'a primary record without a check': record('Primary', 'Failover: PRIMARY') },
};
