import type { RuleSamples } from '../../support/samples.ts';

const profile = { strategy: 'multi-az' } as const;
const service = (resources: string) => ({ profile, stacks: { 'eu-west-1/App': resources } });
const experiment = (source: string) =>
  service(`
    Experiment:
      Type: AWS::FIS::ExperimentTemplate
      Properties: { StopConditions: [{ Source: ${source} }] }
  `);

export const samples: RuleSamples = {
  pass: { 'an alarm': experiment("'aws:cloudwatch:alarm'") },
  fail: {
    'no experiment': service('Topic: { Type: AWS::SNS::Topic }'),
    'no stop condition': experiment('none'),
  },
  unknown: {
    'a source that is given at deployment': service(`
      Parameters: { Source: { Type: String } }
      Resources:
        Experiment:
          Type: AWS::FIS::ExperimentTemplate
          Properties: { StopConditions: [{ Source: !Ref Source }] }
    `),
  },
  notApplicable: { 'a strategy that nobody declared': 'Topic: { Type: AWS::SNS::Topic }' },
};
