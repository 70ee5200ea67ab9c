import type { RuleSamples } from '../../support/samples.ts';
import { regions } from './parts.ts';

const output = (type: string) => `
  Resources: { Shared: { Type: ${type} } }
  Outputs: { Id: { Value: !Ref Shared } }
`;
const consumer = (region: string) => `
  Consumer:
    Type: AWS::SSM::Parameter
    Properties:
      Type: String
      Value: { Fn::GetStackOutput: { StackName: App, Region: ${region}, OutputName: Id } }
`;
const outputs = 'outputs of the sample are the reference';

export const samples: RuleSamples = {
  pass: {
    'stacks that need nothing': regions(
      'warm-standby',
      output('AWS::SNS::Topic'),
      'Topic: { Type: AWS::SNS::Topic }',
    ),
    'a role, which is in no Region': regions(
      'warm-standby',
      output('AWS::IAM::Role'),
      consumer('eu-west-1'),
    ),
  },
  fail: {
    'an output of the primary Region': regions(
      'warm-standby',
      output('AWS::SNS::Topic'),
      consumer('eu-west-1'),
    ),
    'an output of another active Region': regions(
      'active-active',
      output('AWS::SNS::Topic'),
      consumer('eu-west-1'),
    ),
  },
  unknown: 'a value of another Region is written with the Region that it comes from',
  notApplicable: {
    'Regions without roles': {
      stacks: {
        'eu-west-1/App': output('AWS::SNS::Topic'),
        'eu-central-1/App': consumer('eu-west-1'),
      },
    },
  },
  except: {
    import: outputs,
    weak: outputs,
    nestedParameters: outputs,
    nested: 'a nested stack has no name by which its outputs could be found',
    if: 'outputs are left out of what is put together',
    condition: 'outputs are left out of what is put together',
  },
};
