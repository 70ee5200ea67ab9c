import type { RuleSamples } from '../../support/samples.ts';

export const samples: RuleSamples = {
  pass: {
    enabled: `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { AvailabilityZoneImpairmentPolicy: { ZonalShiftEnabled: 'true', ImpairedZoneHealthCheckBehavior: IgnoreUnhealthy } }
    `,
  },
  fail: {
    'the default, off': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { MinSize: 3 }
    `,
    'switched off': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { AvailabilityZoneImpairmentPolicy: { ZonalShiftEnabled: false, ImpairedZoneHealthCheckBehavior: IgnoreUnhealthy } }
    `,
  },
  unknown: {
    'a parameter without a default': `
      Parameters: { Shift: { Type: String } }
      Resources:
        Group:
          Type: AWS::AutoScaling::AutoScalingGroup
          Properties: { AvailabilityZoneImpairmentPolicy: { ZonalShiftEnabled: !Ref Shift, ImpairedZoneHealthCheckBehavior: IgnoreUnhealthy } }
    `,
  },
};
