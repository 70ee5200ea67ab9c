import type { RuleSamples } from '../../support/samples.ts';
import { regions } from './parts.ts';

const topic = 'Topic: { Type: AWS::SNS::Topic }';
const listener = 'Listener: { Type: AWS::GlobalAccelerator::Listener }';
const group = (id: string, region: string) => `
  ${id}:
    Type: AWS::GlobalAccelerator::EndpointGroup
    Properties: { ListenerArn: !Ref Listener, EndpointGroupRegion: ${region} }
`;
const service = (...resources: string[]) => regions('active-active', resources, topic);

export const samples: RuleSamples = {
  pass: {
    'two Regions': service(listener, group('One', 'eu-west-1'), group('Two', 'eu-central-1')),
  },
  fail: {
    'one Region': service(listener, group('One', 'eu-west-1')),
    'two groups of one Region': service(
      listener,
      group('One', 'eu-west-1'),
      group('Two', 'eu-west-1'),
    ),
  },
  unknown: {
    'a Region that is given at deployment': service(
      'Parameters: { Second: { Type: String } }\nResources: {}',
      listener,
      group('One', 'eu-west-1'),
      group('Two', '!Ref Second'),
    ),
  },
  notApplicable: {
    'a service of one Region': regions('multi-az', [listener, group('One', 'eu-west-1')], topic),
  },
};
