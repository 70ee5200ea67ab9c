import type { RuleSamples } from '../../support/samples.ts';
import { regions } from './parts.ts';

const group = (min: string, max: string) => `
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: { MinSize: ${min}, MaxSize: ${max} }
`;
const service = (count: string) => `
  Service: { Type: AWS::ECS::Service, Properties: { DesiredCount: ${count} } }
`;
const at = (region: string, id: string, template: string) =>
  template.replace(
    `  ${id}:\n    Type`,
    `  ${id}:\n    Metadata: { 'aws:cdk:path': app/${region}/${id} }\n    Type`,
  );

export const samples: RuleSamples = {
  pass: {
    'half of the minimum, and the whole maximum': regions(
      'warm-standby',
      group("'6'", "'12'"),
      group("'3'", "'12'"),
    ),
    'nothing yet for pilot light': regions('pilot-light', group('6', '12'), group('0', '12')),
    'as much in both of two active Regions': regions('active-active', service('4'), service('4')),
  },
  fail: {
    'less than half of the minimum': regions('warm-standby', group("'6'", '12'), group('2', '12')),
    'a lower maximum': regions('pilot-light', group('6', '12'), group('0', '9')),
    'fewer tasks in one of two active Regions': regions(
      'active-active',
      service('4'),
      service('2'),
    ),
    'less, by the paths of constructs': regions(
      'warm-standby',
      at('eu-west-1', 'Group', group('6', '12')),
      at('eu-central-1', 'Group', group('2', '12')),
    ),
  },
  unknown: {
    'a minimum that is given at deployment': regions('warm-standby', group('6', '12'), [
      'Parameters: { Min: { Type: Number } }\nResources: {}',
      group('!Ref Min', '12'),
    ]),
  },
  notApplicable: {
    'a group that only one Region has': regions('warm-standby', service('4'), group('0', '1')),
    'Regions without roles': {
      profile: { strategy: 'warm-standby' },
      stacks: { 'eu-west-1/App': group('6', '12'), 'eu-central-1/App': group('0', '1') },
    },
  },
};
