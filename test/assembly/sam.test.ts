import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatProblem, load } from '../../lib/assembly/index.ts';
import { run } from '../review/support/command.ts';
import { folderOf } from './support.ts';

const network = `
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  Subnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24, AvailabilityZone: eu-west-1a } }
  Jobs: { Type: AWS::SQS::Queue, Properties: { VisibilityTimeout: 60 } }
`;

function loaded(text: string) {
  const file = join(folderOf({ 'template.yaml': text }), 'template.yaml');
  const { graph, problems } = load([file]);
  return { graph, problems: problems.map(formatProblem), file };
}

function findings(text: string) {
  const folder = folderOf({ 'template.yaml': text });
  const path = join(folder, 'template.yaml');
  const { out } = run(folder, ['review', path, '--preset', 'production', '--format', 'json']);
  const report = JSON.parse(out);
  const shown = ({ ruleId, status, logicalId }: Record<string, string>) =>
    `${ruleId} ${status} ${logicalId}`;
  return { report, shown: report.findings.map(shown).toSorted() };
}

const sam = (resources: string, globals = '') =>
  `Transform: AWS::Serverless-2016-10-31\n${globals}Resources:${network}${resources}`;

describe('a SAM template is judged as what it becomes', () => {
  test('in all that is said of it', () => {
    const { shown: written } = findings(
      sam(
        `
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Handler: i.h
      CodeUri: src/
      Role: arn:aws:iam::111122223333:role/worker
      Timeout: 30
      DeadLetterQueue: { Type: SQS, TargetArn: !GetAtt Jobs.Arn }
      Events:
        Poll: { Type: SQS, Properties: { Queue: !GetAtt Jobs.Arn, BatchSize: 5 } }
        Upload: { Type: EventBridgeRule, Properties: { Pattern: { source: [aws.s3] } } }
  Orders: { Type: AWS::Serverless::SimpleTable }
`,
        'Globals: { Function: { Runtime: nodejs24.x, VpcConfig: { SubnetIds: [!Ref Subnet] } } }\n',
      ),
    );
    const { shown: became } = findings(`Resources:${network}
  Worker:
    Type: AWS::Lambda::Function
    Properties:
      Handler: i.h
      Runtime: nodejs24.x
      Code: { S3Bucket: b, S3Key: k }
      Role: arn:aws:iam::111122223333:role/worker
      Timeout: 30
      VpcConfig: { SubnetIds: [!Ref Subnet] }
      DeadLetterConfig: { TargetArn: !GetAtt Jobs.Arn }
  WorkerPoll:
    Type: AWS::Lambda::EventSourceMapping
    Properties: { EventSourceArn: !GetAtt Jobs.Arn, FunctionName: !Ref Worker, BatchSize: 5 }
  WorkerUpload:
    Type: AWS::Events::Rule
    Properties:
      EventPattern: { source: [aws.s3] }
      Targets: [{ Id: a, Arn: !GetAtt Worker.Arn }]
  WorkerUploadPermission:
    Type: AWS::Lambda::Permission
    Properties: { Action: lambda:InvokeFunction, FunctionName: !Ref Worker, Principal: events.amazonaws.com }
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
`);
    expect(written).toEqual(became);
    expect(written).toContain('HA-LAM-1 fail Worker');
  });

  test('at the place where it is written', () => {
    const text = sam(
      `
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Poll:
          Type: SQS
          Properties:
            Queue: !GetAtt Jobs.Arn
            FunctionResponseTypes: [Other]
`,
      'Globals:\n  Function:\n    Timeout: 5\n    VpcConfig:\n      SubnetIds: [!Ref Subnet]\n',
    );
    const lineOf = (part: string) => text.slice(0, text.indexOf(part)).split('\n').length;
    const { findings: all } = findings(text).report;
    const found = (id: string) => all.find((one: { ruleId: string }) => one.ruleId === id);
    expect(found('HA-LAM-1').position.line).toBe(lineOf('SubnetIds'));
    expect(found('HA-SQS-7').position.line).toBe(lineOf('FunctionResponseTypes'));
  });
});

describe('a SAM template becomes', () => {
  test('resources with the logical IDs that SAM gives them', () => {
    const { graph, problems } = loaded(
      sam(`
  Topic: { Type: AWS::SNS::Topic }
  Bucket: { Type: AWS::S3::Bucket }
  Fn:
    Type: AWS::Serverless::Function
    Condition: Always
    Properties:
      AutoPublishAlias: live
      EventInvokeConfig:
        DestinationConfig: { OnFailure: { Type: SQS }, OnSuccess: { Type: SNS, Destination: !Ref Topic } }
      Events:
        Hourly: { Type: Schedule, Properties: { Schedule: rate(1 hour), DeadLetterConfig: { Type: SQS } } }
        Daily: { Type: ScheduleV2, Properties: { ScheduleExpression: rate(1 day) } }
        Told: { Type: SNS, Properties: { Topic: !Ref Topic } }
        Put: { Type: S3, Properties: { Bucket: !Ref Bucket, Events: 's3:ObjectCreated:*' } }
        Get: { Type: Api, Properties: { Path: /, Method: get } }
        Web: { Type: HttpApi }
  Flow: { Type: AWS::Serverless::StateMachine, Properties: { Type: EXPRESS, Definition: {} } }
  Rest: { Type: AWS::Serverless::Api, Properties: { StageName: v1 } }
  Http: { Type: AWS::Serverless::HttpApi }
  Layer: { Type: AWS::Serverless::LayerVersion, Properties: { ContentUri: a } }
Conditions: { Always: !Equals [a, a] }
`),
    );
    expect(problems).toEqual([]);
    const nodes = graph.nodes.map(({ type, logicalId, condition }) =>
      `${type} ${logicalId} ${condition ?? ''}`.trim(),
    );
    expect(nodes.filter((one) => !one.includes('::EC2::')).toSorted()).toEqual([
      'AWS::ApiGateway::RestApi Rest',
      'AWS::ApiGateway::RestApi ServerlessRestApi Always',
      'AWS::ApiGateway::Stage Restv1Stage',
      'AWS::ApiGateway::Stage ServerlessRestApiProdStage Always',
      'AWS::ApiGatewayV2::Api Http',
      'AWS::ApiGatewayV2::Api ServerlessHttpApi Always',
      'AWS::ApiGatewayV2::Stage HttpApiGatewayDefaultStage',
      'AWS::ApiGatewayV2::Stage ServerlessHttpApiApiGatewayDefaultStage Always',
      'AWS::Events::Rule FnHourly Always',
      'AWS::IAM::Role FlowRole',
      'AWS::IAM::Role FnDailyRole Always',
      'AWS::IAM::Role FnRole Always',
      'AWS::Lambda::Alias FnAliaslive Always',
      'AWS::Lambda::EventInvokeConfig FnEventInvokeConfig Always',
      'AWS::Lambda::Function Fn Always',
      'AWS::Lambda::LayerVersion Layer',
      'AWS::Lambda::Permission FnGetPermission Always',
      'AWS::Lambda::Permission FnHourlyPermission Always',
      'AWS::Lambda::Permission FnPutPermission Always',
      'AWS::Lambda::Permission FnToldPermission Always',
      'AWS::Lambda::Permission FnWebPermission Always',
      'AWS::Lambda::Version FnVersion Always',
      'AWS::S3::Bucket Bucket',
      'AWS::SNS::Subscription FnTold Always',
      'AWS::SNS::Topic Topic',
      'AWS::SQS::Queue FnEventInvokeConfigOnFailureQueue Always',
      'AWS::SQS::Queue FnHourlyQueue Always',
      'AWS::SQS::Queue Jobs',
      'AWS::SQS::QueuePolicy FnHourlyQueuePolicy Always',
      'AWS::Scheduler::Schedule FnDaily Always',
      'AWS::StepFunctions::StateMachine Flow',
    ]);
    const bucket = graph.resourcesOf('AWS::S3::Bucket')[0];
    expect(bucket && graph.references(bucket).map(({ to }) => to.logicalId)).toEqual([
      'FnAliaslive',
    ]);
  });

  test('what is known of it, and the rest is listed with its line', () => {
    const { problems, file } = loaded(
      sam(`
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      DeploymentPreference: { Type: AllAtOnce }
      Events:
        Login: { Type: Cognito, Properties: {} }
        Odd: { Type: constructor }
  Link: { Type: AWS::Serverless::Connector, Properties: {} }
`),
    );
    expect(problems.map((problem) => problem.replace(`${file}:`, '').split(';')[0])).toEqual([
      '10:7: found DeploymentPreference of Fn',
      '12:9: found the event Login of type Cognito of Fn',
      '13:9: found the event Odd of type constructor of Fn',
      '14:3: found the resource Link of type AWS::Serverless::Connector',
    ]);
  });

  test.each([
    'a text',
    '[a, list]',
    '{ Fn::If: [Prod, { TargetArn: a }, !Ref AWS::NoValue] }',
    '7',
  ])('what it can where a part is %s', (part) => {
    const keys = ['DeadLetterQueue', 'Events', 'EventInvokeConfig', 'Tags', 'VpcConfig', 'CodeUri'];
    const fn = keys.map((key) => `      ${key}: ${part}`).join('\n');
    const text = sam(`
  Fn:
    Type: AWS::Serverless::Function
    Properties:
${fn}
  Api: { Type: AWS::Serverless::Api, Properties: { EndpointConfiguration: ${part}, StageName: ${part} } }
Conditions: { Prod: !Equals [!Ref AWS::Region, a] }
`);
    const { graph } = loaded(text);
    expect(graph.resourcesOf('AWS::Lambda::Function')).toHaveLength(1);
    expect(() => findings(text)).not.toThrow();
  });
});

describe('an API of SAM', () => {
  const ids = (text: string) => loaded(text).graph.nodes.map(({ logicalId }) => logicalId);

  test.each([
    ['Api', 'StageName: live', 'WebliveStage'],
    ['Api', 'StageName: !Ref Stage', 'WebStage'],
    ['HttpApi', 'StageName: live', 'WebliveStage'],
    ['HttpApi', 'StageName: !Ref Stage', 'WebStage'],
    ['HttpApi', 'StageName: $default', 'WebApiGatewayDefaultStage'],
  ])('of type %s with %s has the stage %s', (type, stage, id) => {
    const web = `\n  Web: { Type: AWS::Serverless::${type}, Properties: { ${stage} } }\n`;
    const parameters = 'Parameters: { Stage: { Type: String, Default: live } }\n';
    expect(ids(sam(web, parameters))).toContain(id);
  });

  const served = (name: string, condition: string) => `
  ${name}:
    Type: AWS::Serverless::Function
    ${condition}
    Properties:
      Handler: i.h
      Events: { A: { Type: Api, Properties: { Path: / } }, B: { Type: HttpApi } }`;
  const conditions = 'Conditions: { Here: !Equals [a, b] }\n';

  test.each([
    ['one condition of all', ['Condition: Here', 'Condition: Here'], ['Here']],
    ['a condition of one', ['Condition: Here', ''], [undefined]],
    ['no condition', ['', ''], [undefined]],
  ])('that is made for functions with %s has it', (_, [first = '', second = ''], expected) => {
    const { graph } = loaded(sam(served('A', first) + served('B', second), conditions));
    const made = graph.nodes.filter(({ logicalId }) =>
      /^Serverless(?:Rest|Http)Api/.test(logicalId),
    );
    expect(made.length).toBeGreaterThan(3);
    expect([...new Set(made.map(({ condition }) => condition))]).toEqual(expected);
  });
});
