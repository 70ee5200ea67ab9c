import type { RuleSamples } from '../../support/samples.ts';

const mapping = `
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties: { EventSourceArn: !GetAtt Orders.Arn, FunctionName: !Ref Work }
`;
const work = 'Work: { Type: AWS::Lambda::Function, Properties: { Timeout: 30 } }';

export const samples: RuleSamples = {
  pass: {
    'six times': [
      mapping,
      work,
      "Orders: { Type: AWS::SQS::Queue, Properties: { VisibilityTimeout: '180' } }",
    ],
    'the defaults of both': [
      mapping,
      'Work: { Type: AWS::Lambda::Function }',
      'Orders: { Type: AWS::SQS::Queue }',
    ],
    'an alias of the function': [
      work,
      `
      Mapping:
        Type: AWS::Lambda::EventSourceMapping
        Properties: { EventSourceArn: !GetAtt Orders.Arn, FunctionName: !Ref Live }
      Live: { Type: AWS::Lambda::Alias, Properties: { FunctionName: !Ref Work } }
      Orders: { Type: AWS::SQS::Queue, Properties: { VisibilityTimeout: 200 } }
      `,
    ],
  },
  fail: {
    twice: [
      mapping,
      work,
      'Orders: { Type: AWS::SQS::Queue, Properties: { VisibilityTimeout: 60 } }',
    ],
    'six times without the batching window': [
      work,
      `
      Mapping:
        Type: AWS::Lambda::EventSourceMapping
        Properties:
          EventSourceArn: !GetAtt Orders.Arn
          FunctionName: !Ref Work
          MaximumBatchingWindowInSeconds: 20
      Orders: { Type: AWS::SQS::Queue, Properties: { VisibilityTimeout: 180 } }
      `,
    ],
  },
  unknown: {
    'a function of somebody else': `
      Mapping:
        Type: AWS::Lambda::EventSourceMapping
        Properties: { EventSourceArn: !GetAtt Orders.Arn, FunctionName: theirs }
      Orders: { Type: AWS::SQS::Queue }
    `,
    'a queue of somebody else': [
      work,
      `
      Mapping:
        Type: AWS::Lambda::EventSourceMapping
        Properties:
          EventSourceArn: arn:aws:sqs:eu-west-1:111122223333:theirs
          FunctionName: !Ref Work
      `,
    ],
  },
  notApplicable: {
    'a stream': `
      Mapping:
        Type: AWS::Lambda::EventSourceMapping
        Properties: { EventSourceArn: !GetAtt Stream.Arn, StartingPosition: LATEST }
      Stream: { Type: AWS::Kinesis::Stream }
    `,
  },
};
