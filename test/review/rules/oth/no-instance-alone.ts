import type { RuleSamples } from '../../support/samples.ts';

const instance = 'App: { Type: AWS::EC2::Instance, Properties: { InstanceType: m7g.large } }';

export const samples: RuleSamples = {
  pass: {
    'a bastion beside a group': `
      ${instance}
      Group: { Type: AWS::AutoScaling::AutoScalingGroup, Properties: { MinSize: 2 } }
    `,
    'two instances': `
      ${instance}
      Other: { Type: AWS::EC2::Instance, Properties: { InstanceType: m7g.large } }
    `,
  },
  fail: { 'nothing else serves': instance },
  unknown: 'resources are in a template or not, whatever their properties',
};
