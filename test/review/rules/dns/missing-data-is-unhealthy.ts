import type { RuleSamples } from '../../support/samples.ts';
import { parameter } from './parts.ts';

const check = (config: string) => `
  Check:
    Type: AWS::Route53::HealthCheck
    Properties: { HealthCheckConfig: { ${config} } }
`;

export const samples: RuleSamples = {
  pass: {
    Unhealthy: check('Type: CLOUDWATCH_METRIC, InsufficientDataHealthStatus: Unhealthy'),
    'the last status': check(
      'Type: CLOUDWATCH_METRIC, InsufficientDataHealthStatus: LastKnownStatus',
    ),
  },
  fail: {
    Healthy: check('Type: CLOUDWATCH_METRIC, InsufficientDataHealthStatus: Healthy'),
    'no word about it': check('Type: CLOUDWATCH_METRIC'),
  },
  unknown: {
    'a parameter without a default': [
      parameter('Status'),
      check('Type: CLOUDWATCH_METRIC, InsufficientDataHealthStatus: !Ref Status'),
    ],
  },
  notApplicable: { 'a check that probes': check('Type: HTTPS') },
};
