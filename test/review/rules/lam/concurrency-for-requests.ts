import type { RuleSamples } from '../../support/samples.ts';

const api = (properties = '') => `
  Api: { Type: AWS::Lambda::Function, Properties: { ${properties} } }
  Integration: { Type: AWS::ApiGatewayV2::Integration, Properties: { IntegrationUri: !GetAtt Api.Arn } }
`;
const worker = (properties = '', mapping = '') => `
  Worker: { Type: AWS::Lambda::Function, Properties: { ${properties} } }
  Queue: { Type: AWS::SQS::Queue }
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    Properties: { FunctionName: !Ref Worker, EventSourceArn: !GetAtt Queue.Arn, ${mapping} }
`;
const subscriber = `
  Subscriber: { Type: AWS::Lambda::Function }
  Subscription: { Type: AWS::SNS::Subscription, Properties: { Endpoint: !GetAtt Subscriber.Arn } }
`;

export const samples: RuleSamples = {
  pass: {
    'concurrency that is reserved': [api('ReservedConcurrentExecutions: 100'), worker()],
    'a worker with a limit': [api(), worker('ReservedConcurrentExecutions: 10')],
    'a mapping with a limit': [api(), worker('', 'ScalingConfig: { MaximumConcurrency: 10 }')],
    'a stream, which has as many as shards': [
      api(),
      `
      Worker: { Type: AWS::Lambda::Function }
      Mapping:
        Type: AWS::Lambda::EventSourceMapping
        Properties:
          FunctionName: !Ref Worker
          EventSourceArn: arn:aws:kinesis:eu-west-1:123456789012:stream/orders
          StartingPosition: LATEST
      `,
    ],
    'nothing beside it': api(),
  },
  fail: {
    'a reservation of nothing': api('ReservedConcurrentExecutions: 0'),
    'a worker without a limit': [api(), worker()],
    'a subscriber without a limit': [api(), subscriber],
  },
  unknown: {
    'a worker of another stack, of which no Region is known': {
      stacks: { Api: api(), Worker: worker() },
    },
    'a reservation that is given at deployment': [
      'Parameters: { Reserved: { Type: Number } }\nResources: {}',
      api('ReservedConcurrentExecutions: !Ref Reserved'),
      worker(),
    ],
  },
  notApplicable: {
    'workers alone': worker(),
  },
};
