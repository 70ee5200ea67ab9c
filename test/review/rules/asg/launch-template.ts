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
        Properties:
          LaunchConfigurationName: !Ref AWS::NoValue
          MixedInstancesPolicy: { LaunchTemplate: { LaunchTemplateSpecification: { LaunchTemplateName: web, Version: '1' } } }
    `,
  },
  fail: {
    'a launch configuration': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { LaunchConfigurationName: !Ref Configuration }
      Configuration: { Type: AWS::AutoScaling::LaunchConfiguration }
    `,
    'an instance, of which a launch configuration is made': `
      Group: { Type: AWS::AutoScaling::AutoScalingGroup, Properties: { InstanceId: i-1 } }
    `,
    'nothing to launch from': `
      Group: { Type: AWS::AutoScaling::AutoScalingGroup, Properties: { MinSize: 1 } }
    `,
  },
  unknown: 'that a launch configuration is used can always be seen',
};
