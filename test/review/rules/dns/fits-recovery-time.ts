import type { Parts, RuleSamples, Sample } from '../../support/samples.ts';
import { record } from './parts.ts';

const check = (config: string) => `
Check:
  Type: AWS::Route53::HealthCheck
  Properties: { HealthCheckConfig: { ${config} } }
`;
const within = (rtoSeconds: number, ...resources: string[]): Sample => {
  const parts: Parts = resources;
  return { profile: { objectives: { rtoSeconds } }, stacks: { 'eu-west-1/App': parts } };
};

export const samples: RuleSamples = {
  pass: {
    'three probes of ten seconds and an alias': within(
      90,
      check("Type: HTTPS, RequestInterval: '10', FailureThreshold: 3"),
      record('One', 'HealthCheckId: !Ref Check'),
    ),
  },
  fail: {
    'the defaults, three probes of thirty seconds': within(
      90,
      check('Type: HTTPS'),
      record('One', 'HealthCheckId: !Ref Check'),
    ),
    'a time to live of five minutes': within(
      120,
      check('Type: HTTPS, RequestInterval: 10'),
      record('One', 'HealthCheckId: !Ref Check, TTL: 300'),
    ),
  },
  unknown: {
    'a parameter without a default': within(
      90,
      `
      Parameters: { Seconds: { Type: Number } }
      Resources:
        Check:
          Type: AWS::Route53::HealthCheck
          Properties: { HealthCheckConfig: { Type: TCP, RequestInterval: !Ref Seconds } }
      `,
    ),
  },
  notApplicable: {
    'no objective': check('Type: HTTPS'),
    'a check that is set by a routing control': within(30, check('Type: RECOVERY_CONTROL')),
  },
};
