import type { RuleSamples } from '../../support/samples.ts';
import { alias, balancer, record } from './parts.ts';

export const samples: RuleSamples = {
  pass: {
    '60 seconds, as a text': record('One', "Failover: PRIMARY, TTL: '60'"),
  },
  fail: {
    '300 seconds': record('One', 'Failover: PRIMARY, TTL: 300'),
    'a member of a group with a health check': `
      Group:
        Type: AWS::Route53::RecordSetGroup
        Properties:
          RecordSets: [{ Name: app.example.com, Type: A, HealthCheckId: abc, TTL: '61' }]
    `,
  },
  unknown: {
    'a parameter without a default': `
      Parameters: { Seconds: { Type: Number } }
      Resources:
        One:
          Type: AWS::Route53::RecordSet
          Properties: { Failover: PRIMARY, TTL: !Ref Seconds }
    `,
  },
  notApplicable: {
    'a record that never changes': record('One', 'TTL: 86400'),
    'an alias, which has none': [
      record('One', `Failover: PRIMARY, ${alias('Balancer')}`),
      balancer,
    ],
  },
};
