import type { RuleSamples } from '../../support/samples.ts';

const orders = 'Orders: { Type: AWS::SQS::Queue }';

export const samples: RuleSamples = {
  pass: {
    'failed items are reported': [
      orders,
      `
      Mapping:
        Type: AWS::Lambda::EventSourceMapping
        Properties:
          EventSourceArn: !GetAtt Orders.Arn
          FunctionResponseTypes: [ReportBatchItemFailures]
      `,
    ],
  },
  fail: {
    'the default, the whole batch': [
      orders,
      `
      Mapping:
        Type: AWS::Lambda::EventSourceMapping
        Properties: { EventSourceArn: !GetAtt Orders.Arn }
      `,
    ],
  },
  unknown: {
    'types that are given at deployment': [
      'Parameters: { Types: { Type: CommaDelimitedList } }\nResources: {}',
      orders,
      `
      Mapping:
        Type: AWS::Lambda::EventSourceMapping
        Properties: { EventSourceArn: !GetAtt Orders.Arn, FunctionResponseTypes: !Ref Types }
      `,
    ],
  },
  notApplicable: {
    'batches of one': [
      orders,
      `
      Mapping:
        Type: AWS::Lambda::EventSourceMapping
        Properties: { EventSourceArn: !GetAtt Orders.Arn, BatchSize: '1' }
      `,
    ],
    'a stream': `
      Mapping:
        Type: AWS::Lambda::EventSourceMapping
        Properties: { EventSourceArn: !GetAtt Stream.Arn, StartingPosition: LATEST }
      Stream: { Type: AWS::Kinesis::Stream }
    `,
  },
};
