import type { RuleSamples } from '../../support/samples.ts';

const group = (rollback: string, alarms: string) => `
  Group:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties:
      AutoRollbackConfiguration: { Enabled: ${rollback} }
      AlarmConfiguration: { Enabled: ${alarms} }
`;

export const samples: RuleSamples = {
  pass: { 'both switched on': group("'true'", 'true') },
  fail: {
    'the default, neither': 'Group: { Type: AWS::CodeDeploy::DeploymentGroup }',
    'no alarms': group('true', 'false'),
  },
  unknown: {
    'a switch that is given at deployment': [
      'Parameters: { Switch: { Type: String } }\nResources: {}',
      group('!Ref Switch', 'true'),
    ],
  },
};
