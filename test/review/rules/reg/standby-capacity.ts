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
/** A group that names its zones, which are letters of any Region here. */
const placed = (zones: string, min: string, max: string) => `
  Group:
    Type: AWS::AutoScaling::AutoScalingGroup
    Properties: { MinSize: ${min}, MaxSize: ${max}, AvailabilityZones: [${[...zones].join(', ')}] }
`;
const declared = (
  strategy: Parameters<typeof regions>[0],
  { instances, standbyFraction }: { readonly instances: number; readonly standbyFraction: number },
  ...stacks: readonly [string, string | readonly string[]]
) => {
  const scene = regions(strategy, ...stacks);
  const peaks = [{ resource: 'Group', instances }];
  return { ...scene, profile: { ...scene.profile, peaks, floors: { standbyFraction } } };
};
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
    // 0.5 of 5 is 3: six instances in three zones are four without one of them, in two zones three.
    'its share of a peak, in more zones and without one of them': declared(
      'warm-standby',
      { instances: 5, standbyFraction: 0.5 },
      placed('ab', '10', '20'),
      placed('abc', '6', '18'),
    ),
    'the whole of a peak, in fewer zones': declared(
      'pilot-light',
      { instances: 7, standbyFraction: 0 },
      placed('abc', '12', '24'),
      placed('ab', '0', '14'),
    ),
    // 0.07 × 100 is 7.000000000000001.
    'a share that binary fractions cannot hold': declared(
      'warm-standby',
      { instances: 100, standbyFraction: 0.07 },
      placed('ab', '200', '400'),
      placed('ab', '14', '400'),
    ),
    'the whole of a peak in each of two active Regions': declared(
      'active-active',
      { instances: 4, standbyFraction: 1 },
      placed('ab', '4', '16'),
      placed('abcdef', '6', '12'),
    ),
    'as much in both of two active Regions': regions('active-active', service('4'), service('4')),
  },
  fail: {
    'less than half of the minimum': regions('warm-standby', group("'6'", '12'), group('2', '12')),
    'a lower maximum': regions('pilot-light', group('6', '12'), group('0', '9')),
    'less than its share of a peak without one of its zones': declared(
      'warm-standby',
      { instances: 5, standbyFraction: 0.5 },
      placed('abc', '9', '18'),
      placed('abc', '3', '18'),
    ),
    'no room for the peak without one of its zones': declared(
      'warm-standby',
      { instances: 5, standbyFraction: 0.5 },
      placed('abc', '9', '18'),
      placed('abc', '6', '6'),
    ),
    'less than the peak in one of two active Regions': declared(
      'active-active',
      { instances: 4, standbyFraction: 1 },
      placed('abc', '6', '12'),
      placed('abc', '3', '12'),
    ),
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
    'a minimum beside a declared peak': declared(
      'warm-standby',
      { instances: 4, standbyFraction: 0.5 },
      placed('abc', '6', '12'),
      ['Parameters: { Min: { Type: Number } }\nResources: {}', placed('abc', '!Ref Min', '12')],
    ),
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
