import { graphOf, type Resolved, type StackInput } from '../../lib/assembly/index.ts';
import { nodeOf } from './support.ts';

export const TEMPLATE = {
  Parameters: {
    Count: { Type: 'Number', Default: 3 },
    Open: { Type: 'String' },
    Names: { Type: 'CommaDelimitedList', Default: 'a, b,c' },
    Ami: { Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', Default: '/aws/service/ami' },
    Known: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/app/name' },
    Stage: { Type: 'String', Default: 'dev' },
  },
  Mappings: { Sizes: { dev: { min: 1, list: ['x', 'y'] }, 'eu-west-1': { min: 2 } } },
  Conditions: {
    Always: { 'Fn::Equals': ['a', 'a'] },
    Never: { 'Fn::Not': [{ Condition: 'Always' }] },
    InIreland: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] },
    IsOpen: { 'Fn::Equals': [{ Ref: 'Open' }, 'yes'] },
    IsDev: { 'Fn::Equals': [{ Ref: 'Stage' }, 'dev'] },
  },
  Resources: {
    Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
    Queue: { Type: 'AWS::SQS::Queue' },
    Name: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/app/name', Value: 'orders' } },
    Password: { Type: 'AWS::SecretsManager::Secret', Properties: { Name: 'db/password' } },
  },
};

/** What a property stands for, as a resource of a template that has one of everything holds it. */
export function resolve(value: unknown, stack: Partial<StackInput> = {}): Resolved {
  const graph = graphOf({
    name: 'app',
    region: 'eu-west-1',
    account: '123456789012',
    template: {
      ...TEMPLATE,
      Resources: { ...TEMPLATE.Resources, Subject: { Type: 'T', Properties: { P: value } } },
    },
    ...stack,
  });
  return graph.get(nodeOf(graph, 'Subject'), 'P');
}

export const queue = { Ref: 'Queue' };
export const queueArn = { 'Fn::GetAtt': ['Queue', 'Arn'] };
export const open = { Ref: 'Open' };
