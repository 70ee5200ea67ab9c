import type { JsonObject } from '../../../../lib/assembly/index.ts';
import type { Parts, RuleSamples, Sample } from '../../support/samples.ts';

/** A VPC as CDK writes it, with subnets in zones by index. */
function vpc(indexes: readonly number[], metadata: JsonObject = { 'aws:cdk:path': 'App/Vpc' }) {
  const subnets = indexes.map((i) => {
    const zone = { 'Fn::Select': [i, { 'Fn::GetAZs': '' }] };
    const properties = { VpcId: { Ref: 'Vpc' }, AvailabilityZone: zone };
    return [`Subnet${i}`, { Type: 'AWS::EC2::Subnet', Properties: properties }];
  });
  return {
    Vpc: { Type: 'AWS::EC2::VPC', Metadata: metadata },
    ...Object.fromEntries(subnets),
  };
}

const anywhere = (resources: Parts): Sample => ({ stacks: { App: resources } });

export const samples: RuleSamples = {
  pass: { 'three zones by index': anywhere([vpc([0, 1, 2])]) },
  fail: { 'the first two zones': anywhere([vpc([0, 1])]) },
  unknown: {
    'a zone that is known at deployment only': anywhere([
      vpc([0]),
      'Other: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc } }',
    ]),
  },
  notApplicable: {
    'a stack of a known Region': vpc([0, 1]),
    'a template written by hand': anywhere([vpc([0, 1], {})]),
  },
};
