import type { RuleSamples } from '../../support/samples.ts';
import { alias, aliasOf, balancer, healthCheck, record } from './parts.ts';

export const samples: RuleSamples = {
  pass: {
    'a health check': [
      record('Primary', 'Failover: PRIMARY, HealthCheckId: !Ref Check'),
      healthCheck,
    ],
    'the health of a load balancer': [
      record('Primary', `Failover: PRIMARY, ${alias('Balancer')}`),
      balancer,
    ],
    'a chain of records with a check at its end': [
      record('Primary', `Failover: PRIMARY, ${aliasOf('healthy.example.com.')}`),
      record('Healthy', 'HealthCheckId: !Ref Check', 'healthy.example.com'),
      healthCheck,
    ],
  },
  fail: {
    'neither, the default': [record('Primary', 'Failover: PRIMARY'), healthCheck],
    'an alias that does not evaluate': [
      record('Primary', `Failover: PRIMARY, ${alias('Balancer', false)}`),
      balancer,
    ],
    'a chain of records without a check at its end': [
      record('Primary', `Failover: PRIMARY, ${aliasOf('plain.example.com')}`),
      record('Plain', 'TTL: 60, ResourceRecords: [192.0.2.1]', 'plain.example.com'),
    ],
    'a check that is AWS::NoValue': record(
      'Primary',
      'Failover: PRIMARY, HealthCheckId: !Ref AWS::NoValue',
    ),
  },
  unknown: {
    'a parameter without a default': `
      Parameters: { Evaluate: { Type: String } }
      Resources:
        Primary:
          Type: AWS::Route53::RecordSet
          Properties:
            Failover: PRIMARY
            Name: app.example.com
            Type: A
            AliasTarget: { DNSName: a.example.com, EvaluateTargetHealth: !Ref Evaluate }
    `,
  },
  notApplicable: { 'a secondary record': record('Secondary', 'Failover: SECONDARY') },
};
