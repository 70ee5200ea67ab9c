import type { RuleSamples } from '../../support/samples.ts';

export const samples: RuleSamples = {
  pass: {
    rebalancing: `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { MixedInstancesPolicy: { InstancesDistribution: { OnDemandPercentageAboveBaseCapacity: '50' } }, CapacityRebalance: 'true' }
    `,
    'rebalancing, Spot by the template': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { LaunchTemplate: { LaunchTemplateId: !Ref Template, Version: '1' }, CapacityRebalance: true }
      Template:
        Type: AWS::EC2::LaunchTemplate
        Properties: { LaunchTemplateData: { InstanceMarketOptions: { MarketType: spot } } }
    `,
  },
  fail: {
    'the default, none': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { MixedInstancesPolicy: { InstancesDistribution: { OnDemandPercentageAboveBaseCapacity: 0 } } }
    `,
    'Spot by the template': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { LaunchTemplate: { LaunchTemplateId: !Ref Template, Version: '1' }, CapacityRebalance: false }
      Template:
        Type: AWS::EC2::LaunchTemplate
        Properties: { LaunchTemplateData: { InstanceMarketOptions: { MarketType: spot } } }
    `,
  },
  unknown: {
    'a share that is given at deployment': `
      Parameters: { Share: { Type: String } }
      Resources:
        Group:
          Type: AWS::AutoScaling::AutoScalingGroup
          Properties: { MixedInstancesPolicy: { InstancesDistribution: { OnDemandPercentageAboveBaseCapacity: !Ref Share } } }
    `,
  },
  notApplicable: {
    'On-Demand, by default': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { MixedInstancesPolicy: { InstancesDistribution: { OnDemandBaseCapacity: 2 } } }
    `,
    'On-Demand by the template': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { LaunchTemplate: { LaunchTemplateId: !Ref Template, Version: '1' } }
      Template:
        Type: AWS::EC2::LaunchTemplate
        Properties: { LaunchTemplateData: { InstanceMarketOptions: { MarketType: capacity-block } } }
    `,
    'On-Demand Instances only': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { MixedInstancesPolicy: { InstancesDistribution: { OnDemandPercentageAboveBaseCapacity: 100 } } }
      `,
  },
};
