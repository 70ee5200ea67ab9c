import type { RuleSamples } from '../../support/samples.ts';

const resources = 'Data: { Type: AWS::S3::Bucket }';

export const samples: RuleSamples = {
  pass: { on: { stacks: { 'eu-west-1/Data': { resources, terminationProtection: true } } } },
  fail: { off: { stacks: { 'eu-west-1/Data': { resources, terminationProtection: false } } } },
  unknown: 'what says nothing of it, as a template by itself, is not judged',
  notApplicable: {
    'a template by itself': resources,
    'no data': 'Topic: { Type: AWS::SNS::Topic }',
    'logs alone': `
      Logs: { Type: AWS::S3::Bucket }
      Trail:
        Type: AWS::EC2::FlowLog
        Properties: { LogDestination: !GetAtt Logs.Arn }
    `,
  },
};
