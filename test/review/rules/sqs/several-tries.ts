import type { RuleSamples } from '../../support/samples.ts';

export const samples: RuleSamples = {
  pass: {
    'three receives': `
      Orders: { Type: AWS::SQS::Queue, Properties: { RedrivePolicy: { maxReceiveCount: '3' } } }
    `,
    'five receives by a function': `
      Mapping:
        Type: AWS::Lambda::EventSourceMapping
        Properties: { EventSourceArn: !GetAtt Orders.Arn }
      Orders: { Type: AWS::SQS::Queue, Properties: { RedrivePolicy: { maxReceiveCount: 5 } } }
    `,
  },
  fail: {
    'one receive': `
      Orders: { Type: AWS::SQS::Queue, Properties: { RedrivePolicy: { maxReceiveCount: 1 } } }
    `,
    'three receives by a function': `
      Mapping:
        Type: AWS::Lambda::EventSourceMapping
        Properties: { EventSourceArn: !GetAtt Orders.Arn }
      Orders: { Type: AWS::SQS::Queue, Properties: { RedrivePolicy: { maxReceiveCount: 3 } } }
    `,
  },
  unknown: {
    'a number that is given at deployment': `
      Parameters: { Count: { Type: Number } }
      Resources:
        Orders:
          Type: AWS::SQS::Queue
          Properties: { RedrivePolicy: { maxReceiveCount: !Ref Count } }
    `,
  },
  notApplicable: { 'no redrive policy': 'Dead: { Type: AWS::SQS::Queue }' },
};
