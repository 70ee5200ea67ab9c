import type { RuleSamples } from '../../support/samples.ts';

export const samples: RuleSamples = {
  pass: {
    'two types': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { MixedInstancesPolicy: { LaunchTemplate: { Overrides: [{ InstanceType: m7g.large }, { InstanceType: m6g.large }] } } }
    `,
    'types by their attributes, in the launch template': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { MixedInstancesPolicy: { LaunchTemplate: { LaunchTemplateSpecification: { LaunchTemplateId: !Ref Template, Version: '1' } } } }
      Template:
        Type: AWS::EC2::LaunchTemplate
        Properties: { LaunchTemplateData: { InstanceRequirements: { VCpuCount: { Min: 2 } } } }
    `,
    'types by their attributes': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { MixedInstancesPolicy: { LaunchTemplate: { Overrides: [{ InstanceRequirements: { VCpuCount: { Min: 2 } } }] } } }
    `,
  },
  fail: {
    'a launch template alone': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { LaunchTemplate: { LaunchTemplateId: lt-1, Version: '1' } }
    `,
    'one type, twice': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { MixedInstancesPolicy: { LaunchTemplate: { Overrides: [{ InstanceType: m7g.large }, { InstanceType: m7g.large }] } } }
    `,
  },
  unknown: {
    'a second type that is given at deployment': `
      Parameters: { Size: { Type: String } }
      Resources:
        Group:
          Type: AWS::AutoScaling::AutoScalingGroup
          Properties: { MixedInstancesPolicy: { LaunchTemplate: { Overrides: [{ InstanceType: m7g.large }, { InstanceType: !Ref Size }] } } }
    `,
  },
};
