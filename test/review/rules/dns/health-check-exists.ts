import type { RuleSamples } from '../../support/samples.ts';
import { healthCheck, record } from './parts.ts';

const checked = record('One', 'HealthCheckId: !Ref Check');

export const samples: RuleSamples = {
  pass: {
    'a health check': [checked, healthCheck],
    'a check of a Region switch plan, out of a parameter': [
      record('One', 'HealthCheckId: !GetAtt Switch.Value'),
      `
      Switch:
        Type: AWS::SSM::Parameter
        Properties:
          Value: !Select [1, !Split [':', !Join ['|', !GetAtt Plan.PlanHealthChecks]]]
      Plan: { Type: AWS::ARCRegionSwitch::Plan }
      `,
    ],
  },
  fail: {
    nothing: checked,
    'an alarm': [checked, 'Check: { Type: AWS::CloudWatch::Alarm }'],
  },
  unknown: {
    'an ID as it is': record('One', 'HealthCheckId: abcdef11-2222-3333-4444-555555fedcba'),
    'a custom resource': [
      record('One', 'HealthCheckId: !GetAtt Made.Id'),
      'Made: { Type: Custom::HealthCheck }',
    ],
    'an export of a stack that is not there': record(
      'One',
      'HealthCheckId: !ImportValue other-check',
    ),
  },
  notApplicable: { 'no health check': record('One', 'TTL: 60') },
};
