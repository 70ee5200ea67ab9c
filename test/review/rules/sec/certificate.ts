import type { RuleSamples } from '../../support/samples.ts';

const listener = (arn: string) => `
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties: { Protocol: HTTPS, Certificates: [{ CertificateArn: ${arn} }] }
`;
const certificate = (more: string) => `
  Certificate:
    Type: AWS::CertificateManager::Certificate
    Properties: { DomainName: app.example.com, ${more} }
`;

export const samples: RuleSamples = {
  pass: {
    'validated by DNS': [listener('!Ref Certificate'), certificate('ValidationMethod: DNS')],
  },
  fail: {
    'validated by mail, the default': [listener('!Ref Certificate'), certificate('')],
    'validated by mail': [listener('!Ref Certificate'), certificate('ValidationMethod: EMAIL')],
    'of another Region': listener('arn:aws:acm:us-east-1:111122223333:certificate/1234'),
  },
  unknown: {
    'a certificate that is not in the templates': listener(
      'arn:aws:acm:eu-west-1:111122223333:certificate/1234',
    ),
    'a certificate that is given at deployment': [
      'Parameters: { Given: { Type: String } }\nResources: {}',
      listener('!Ref Given'),
    ],
  },
  notApplicable: {
    'a listener without a certificate':
      'Listener: { Type: AWS::ElasticLoadBalancingV2::Listener, Properties: { Protocol: HTTP } }',
  },
};
