import type { RuleSamples } from '../../support/samples.ts';
import { alias, aliasOf, balancer, healthCheck, record } from './parts.ts';

export const samples: RuleSamples = {
  pass: {
    'a weighted alias that evaluates': [
      record('One', `Weight: 1, SetIdentifier: a, ${alias('Balancer')}`),
      balancer,
    ],
    'a health check instead': [
      record(
        'One',
        `Region: eu-west-1, SetIdentifier: a, HealthCheckId: !Ref Check, ${alias('Balancer', false)}`,
      ),
      healthCheck,
      balancer,
    ],
    'an alias for the record of a load balancer': [
      record('One', `Region: eu-west-1, SetIdentifier: a, ${aliasOf('web.example.com')}`),
      record('Web', alias('Balancer'), 'web.example.com'),
      balancer,
    ],
  },
  fail: {
    'one that does not': [
      record('One', `Weight: 1, SetIdentifier: a, ${alias('Balancer', false)}`),
      balancer,
    ],
    'a load balancer by its DNS name': record(
      'One',
      `GeoLocation: { ContinentCode: EU }, SetIdentifier: a, ${aliasOf('web-1.eu-west-1.elb.amazonaws.com', false)}`,
    ),
    'one that evaluates a record that does not': [
      record('One', `Region: eu-west-1, SetIdentifier: a, ${aliasOf('web.example.com')}`),
      record('Web', alias('Balancer', false), 'web.example.com'),
      balancer,
    ],
  },
  unknown: {
    'a target that is given at deployment': `
      Parameters: { Target: { Type: String } }
      Resources:
        One:
          Type: AWS::Route53::RecordSet
          Properties: { Weight: 1, AliasTarget: { DNSName: !Ref Target } }
    `,
  },
  notApplicable: {
    'a simple alias': [record('One', alias('Balancer', false)), balancer],
    'an alias for a distribution, which cannot be evaluated': [
      record(
        'One',
        `Weight: 1, SetIdentifier: a, ${alias('Site', false).replace('DNSName,', 'DomainName,')}`,
      ),
      'Site: { Type: AWS::CloudFront::Distribution }',
    ],
  },
};
