import type { RuleSamples } from '../../support/samples.ts';

const group = (
  rollback: string,
  alarms: string,
  events = 'DEPLOYMENT_FAILURE, DEPLOYMENT_STOP_ON_ALARM',
  names = '{ Name: errors }',
) => `
  Group:
    Type: AWS::CodeDeploy::DeploymentGroup
    Properties:
      AutoRollbackConfiguration: { Enabled: ${rollback}, Events: [${events}] }
      AlarmConfiguration: { Enabled: ${alarms}, Alarms: [${names}] }
`;

export const samples: RuleSamples = {
  pass: { 'both switched on': group("'true'", 'true') },
  fail: {
    'the default, neither': 'Group: { Type: AWS::CodeDeploy::DeploymentGroup }',
    'no event for alarms': group('true', 'true', 'DEPLOYMENT_FAILURE'),
    'an empty list of alarms': group('true', 'true', 'DEPLOYMENT_STOP_ON_ALARM', ''),
    'no alarms': group('true', 'false'),
  },
  unknown: {
    'a switch that is given at deployment': [
      'Parameters: { Switch: { Type: String } }\nResources: {}',
      group('!Ref Switch', 'true'),
    ],
  },
};
