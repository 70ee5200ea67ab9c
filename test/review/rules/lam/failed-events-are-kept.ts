import type { RuleSamples } from '../../support/samples.ts';

const subscription = `
  Subscription:
    Type: AWS::SNS::Subscription
    Properties: { Protocol: lambda, Endpoint: !GetAtt Work.Arn }
`;

export const samples: RuleSamples = {
  pass: {
    'a dead-letter queue': [
      subscription,
      `
      Work:
        Type: AWS::Lambda::Function
        Properties: { DeadLetterConfig: { TargetArn: !GetAtt Dead.Arn } }
      Dead: { Type: AWS::SQS::Queue }
      `,
    ],
    'a destination for failures': [
      subscription,
      `
      Work: { Type: AWS::Lambda::Function }
      Invoke:
        Type: AWS::Lambda::EventInvokeConfig
        Properties:
          FunctionName: !Ref Work
          DestinationConfig: { OnFailure: { Destination: !GetAtt Dead.Arn } }
      Dead: { Type: AWS::SQS::Queue }
      `,
    ],
  },
  fail: {
    'a subscription inside the topic': `
      Work: { Type: AWS::Lambda::Function }
      Topic:
        Type: AWS::SNS::Topic
        Properties: { Subscription: [{ Protocol: lambda, Endpoint: !GetAtt Work.Arn }] }
    `,
    'a subscription': [subscription, 'Work: { Type: AWS::Lambda::Function }'],
    'a rule that invokes an alias': `
      Work: { Type: AWS::Lambda::Function }
      Live: { Type: AWS::Lambda::Alias, Properties: { FunctionName: !Ref Work } }
      Rule:
        Type: AWS::Events::Rule
        Properties:
          EventPattern: { source: [aws.health] }
          Targets: [{ Id: one, Arn: !Ref Live }]
    `,
  },
  unknown: {
    'a queue that is given at deployment': [
      'Parameters: { Dead: { Type: String } }\nResources: {}',
      subscription,
      `
      Work:
        Type: AWS::Lambda::Function
        Properties: { DeadLetterConfig: { TargetArn: !Ref Dead } }
      `,
    ],
  },
  notApplicable: {
    'a function that polls a queue': `
      Work: { Type: AWS::Lambda::Function }
      Mapping:
        Type: AWS::Lambda::EventSourceMapping
        Properties: { FunctionName: !Ref Work }
    `,
  },
};
