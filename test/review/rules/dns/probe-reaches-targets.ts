import type { RuleSamples } from '../../support/samples.ts';
import { alias, balancer, record } from './parts.ts';

const endpoint = record('Endpoint', alias('Balancer'), 'eu-west-1.app.example.com');

const probe = (more: string, name = 'eu-west-1.app.example.com') => `
  Check:
    Type: AWS::Route53::HealthCheck
    Properties: { HealthCheckConfig: { FullyQualifiedDomainName: ${name}, ${more} } }
`;
const listener = (port: number | string, protocol: string, action: string) => `
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties: { LoadBalancerArn: !Ref Balancer, Port: ${port}, Protocol: ${protocol}, DefaultActions: [${action}] }
`;
const rule = (id: string, priority: number, condition: string, action: string) => `
  ${id}:
    Type: AWS::ElasticLoadBalancingV2::ListenerRule
    Properties: { ListenerArn: !Ref Listener, Priority: ${priority}, Conditions: [${condition}], Actions: [${action}] }
`;
const path = (...values: readonly string[]) =>
  `{ Field: path-pattern, PathPatternConfig: { Values: [${values.map((one) => `'${one}'`)}] } }`;
const host = (value: string) => `{ Field: host-header, Values: ['${value}'] }`;

const forward = "{ Type: forward, TargetGroupArn: 'arn:aws:elasticloadbalancing:x' }";
const redirect =
  "{ Type: redirect, RedirectConfig: { Protocol: HTTPS, Port: '443', StatusCode: HTTP_301 } }";
const fixed = "{ Type: fixed-response, FixedResponseConfig: { StatusCode: '404' } }";

const parts = [balancer, endpoint];
const https = listener(443, 'HTTPS', forward);

export const samples: RuleSamples = {
  pass: {
    'a listener that forwards': [...parts, https, probe('Type: HTTPS, ResourcePath: /health')],
    'the name of the load balancer itself': [
      balancer,
      https,
      probe('Type: HTTPS', '!GetAtt Balancer.DNSName'),
    ],
    'a rule that forwards the path': [
      ...parts,
      listener(443, 'HTTPS', fixed),
      rule('Other', 1, path('/admin/*'), redirect),
      rule('Api', 2, path('/api/*', '/health*'), forward),
      probe('Type: HTTPS, ResourcePath: /health?deep=1'),
    ],
    'a connection to a port with a listener': [
      ...parts,
      listener(80, 'HTTP', redirect),
      probe('Type: TCP, Port: 80'),
    ],
  },
  fail: {
    'a redirect, which is healthy whatever the targets are': [
      ...parts,
      listener(80, 'HTTP', redirect),
      probe('Type: HTTP, ResourcePath: /health'),
    ],
    'no listener on the port': [...parts, https, probe('Type: HTTPS, Port: 8443')],
    'another protocol than the listener': [...parts, https, probe('Type: HTTP, Port: 443')],
    'a path that no rule forwards': [
      ...parts,
      listener(443, 'HTTPS', fixed),
      rule('Api', 1, path('/api/*'), forward),
      probe('Type: HTTPS, ResourcePath: /health'),
    ],
    'a rule for another host': [
      balancer,
      listener(443, 'HTTPS', fixed),
      rule('Site', 1, host('*.example.com'), forward),
      probe('Type: HTTPS', '!GetAtt Balancer.DNSName'),
    ],
    'a rule before the one that forwards': [
      ...parts,
      listener(443, 'HTTPS', forward),
      rule('Down', 1, path('/*'), fixed),
      rule('Api', 2, path('/health'), forward),
      probe('Type: HTTPS, ResourcePath: /health'),
    ],
  },
  unknown: {
    'a rule by a header': [
      ...parts,
      listener(443, 'HTTPS', fixed),
      rule(
        'Header',
        1,
        '{ Field: http-header, HttpHeaderConfig: { HttpHeaderName: X, Values: [a] } }',
        forward,
      ),
      probe('Type: HTTPS'),
    ],
    'a login before the targets': [
      ...parts,
      listener(443, 'HTTPS', `{ Type: authenticate-oidc, Order: 1 }, ${forward}`),
      probe('Type: HTTPS'),
    ],
  },
  notApplicable: {
    'an endpoint that is not a load balancer': probe('Type: HTTPS', 'partner.example.org'),
    'an address': [...parts, probe('Type: HTTPS, IPAddress: 192.0.2.1')],
    'an alarm': `
      Check:
        Type: AWS::Route53::HealthCheck
        Properties: { HealthCheckConfig: { Type: CLOUDWATCH_METRIC } }
    `,
  },
};
