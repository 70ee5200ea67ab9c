import type { RuleSamples } from '../../support/samples.ts';
import { alias, aliasOf, balancer, healthCheck, record } from './parts.ts';

export const samples: RuleSamples = {
  pass: {
    'a private address, asked from a source in its network': [
      record('Primary', 'Failover: PRIMARY, HealthCheckId: !Ref Check'),
      `
      Source: { Type: AWS::Route53::HealthCheckSource }
      Check:
        Type: AWS::Route53::HealthCheck
        Properties:
          HealthCheckConfig:
            { Type: TCP, EndpointType: PRIVATE, HealthCheckSourceId: !Ref Source, IPAddress: 10.0.0.9 }
      `,
    ],
    'a health check of a public address by a private name': [
      record('Primary', 'Failover: PRIMARY, HealthCheckId: !Ref Check'),
      'Check: { Type: AWS::Route53::HealthCheck, Properties: { HealthCheckConfig: { Type: HTTPS, IPAddress: 203.0.113.9, FullyQualifiedDomainName: app.internal } } }',
    ],
    'a health check': [
      record('Primary', 'Failover: PRIMARY, HealthCheckId: !Ref Check'),
      healthCheck,
    ],
    'the health of a load balancer': [
      record('Primary', `Failover: PRIMARY, ${alias('Balancer')}`),
      balancer,
    ],
    'a chain of records with a check at its end': [
      record('Primary', `Failover: PRIMARY, ${aliasOf('healthy.example.com.')}`),
      record('Healthy', 'HealthCheckId: !Ref Check', 'healthy.example.com'),
      healthCheck,
    ],
  },
  fail: {
    'API Gateway, whose health is never in doubt': record(
      'Primary',
      `Failover: PRIMARY, ${aliasOf('d-0123456789.execute-api.eu-west-1.amazonaws.com')}`,
    ),
    'a distribution': record('Primary', `Failover: PRIMARY, ${aliasOf('d1.cloudfront.net')}`),
    'a health check of a private address': [
      record('Primary', 'Failover: PRIMARY, HealthCheckId: !Ref Check'),
      'Check: { Type: AWS::Route53::HealthCheck, Properties: { HealthCheckConfig: { Type: TCP, IPAddress: 172.20.1.20, Port: 443 } } }',
    ],
    'a health check of a name in a private zone': [
      record('Primary', 'Failover: PRIMARY, HealthCheckId: !Ref Check'),
      `
      Zone: { Type: AWS::Route53::HostedZone, Properties: { Name: corp.example.com, VPCs: [{ VPCId: vpc-1 }] } }
      Check: { Type: AWS::Route53::HealthCheck, Properties: { HealthCheckConfig: { Type: HTTPS, FullyQualifiedDomainName: app.corp.example.com } } }
      `,
    ],
    'a health check that needs none of its children': [
      record('Primary', 'Failover: PRIMARY, HealthCheckId: !Ref Check'),
      'Check: { Type: AWS::Route53::HealthCheck, Properties: { HealthCheckConfig: { Type: CALCULATED, HealthThreshold: 0 } } }',
    ],
    'a health check that is disabled': [
      record('Primary', 'Failover: PRIMARY, HealthCheckId: !Ref Check'),
      'Check: { Type: AWS::Route53::HealthCheck, Properties: { HealthCheckConfig: { Type: HTTPS, Disabled: true, FullyQualifiedDomainName: app.example.com } } }',
    ],
    'neither, the default': [record('Primary', 'Failover: PRIMARY'), healthCheck],
    'an alias that does not evaluate': [
      record('Primary', `Failover: PRIMARY, ${alias('Balancer', false)}`),
      balancer,
    ],
    'a chain of records without a check at its end': [
      record('Primary', `Failover: PRIMARY, ${aliasOf('plain.example.com')}`),
      record('Plain', 'TTL: 60, ResourceRecords: [192.0.2.1]', 'plain.example.com'),
    ],
    'a check that is AWS::NoValue': record(
      'Primary',
      'Failover: PRIMARY, HealthCheckId: !Ref AWS::NoValue',
    ),
  },
  unknown: {
    'a parameter without a default': `
      Parameters: { Evaluate: { Type: String } }
      Resources:
        Primary:
          Type: AWS::Route53::RecordSet
          Properties:
            Failover: PRIMARY
            Name: app.example.com
            Type: A
            AliasTarget: { DNSName: a.example.com, EvaluateTargetHealth: !Ref Evaluate }
    `,
  },
  notApplicable: { 'a secondary record': record('Secondary', 'Failover: SECONDARY') },
};
