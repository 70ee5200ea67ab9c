import type { RuleSamples } from '../../support/samples.ts';
import { regions } from './parts.ts';

const topic = `
  Resources: { Topic: { Type: AWS::SNS::Topic } }
  Outputs: { Arn: { Value: !Ref Topic } }
`;
const lambda = (value: string) => `
  Function:
    Type: AWS::Lambda::Function
    Properties: { Environment: { Variables: { VALUE: ${value} } } }
`;
const standby = (value: string) => regions('warm-standby', topic, lambda(value));
const outputs = 'outputs of the sample are the reference';

export const samples: RuleSamples = {
  pass: {
    'an ARN of the own Region': standby("'arn:aws:sns:eu-central-1:111122223333:orders'"),
    'the names of all Regions': standby("'eu-west-1,eu-central-1'"),
  },
  fail: {
    'an ARN of the primary Region': standby("'arn:aws:sns:eu-west-1:111122223333:orders'"),
    'an endpoint of the primary Region': standby("'https://sqs.eu-west-1.amazonaws.com'"),
    'a resource of the primary Region': standby(
      '{ Fn::GetStackOutput: { StackName: App, Region: eu-west-1, OutputName: Arn } }',
    ),
    'user data': regions(
      'pilot-light',
      topic,
      `
      Template:
        Type: AWS::EC2::LaunchTemplate
        Properties:
          LaunchTemplateData:
            UserData: !Base64 'curl https://sqs.eu-west-1.amazonaws.com'
      `,
    ),
  },
  unknown: {
    'a value that is given at deployment': regions('warm-standby', topic, [
      'Parameters: { Given: { Type: String } }\nResources: {}',
      lambda('!Ref Given'),
    ]),
  },
  notApplicable: {
    'the primary Region itself': regions(
      'warm-standby',
      lambda("'arn:aws:sns:eu-west-1:111122223333:orders'"),
      'Topic: { Type: AWS::SNS::Topic }',
    ),
  },
  except: {
    import: outputs,
    weak: outputs,
    nestedParameters: outputs,
    nested: 'a nested stack has no name by which its outputs could be found',
  },
};
