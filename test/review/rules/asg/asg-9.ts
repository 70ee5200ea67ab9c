import type { RuleSamples } from '../../support/samples.ts';

export const samples: RuleSamples = {
  pass: {
    'a launch template': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { LaunchTemplate: { LaunchTemplateId: lt-1, Version: '1' } }
    `,
    'a launch configuration that is no value': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { LaunchConfigurationName: !Ref AWS::NoValue }
    `,
  },
  fail: {
    'a launch configuration': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { LaunchConfigurationName: !Ref Configuration }
      Configuration: { Type: AWS::AutoScaling::LaunchConfiguration }
    `,
  },
  unknown: 'that a launch configuration is used can always be seen',
};
