import type { RuleSamples } from '../../support/samples.ts';
import { alias, balancer, endpoints, record } from './parts.ts';

const app = 'app.example.com';
const regions = (strategy: 'warm-standby' | 'active-active' | 'multi-az', stacks: object) => ({
  profile: {
    strategy,
    regions:
      strategy === 'active-active'
        ? ([
            { name: 'eu-west-1', role: 'active' },
            { name: 'eu-central-1', role: 'active' },
          ] as const)
        : ([
            { name: 'eu-west-1', role: 'primary' },
            { name: 'eu-central-1', role: 'standby' },
          ] as const),
  },
  stacks: stacks as Readonly<Record<string, string[]>>,
});
const here = [balancer, record('Entry', alias('Balancer'), app)];

export const samples: RuleSamples = {
  pass: {
    'a record for each Region': regions('warm-standby', { ...endpoints }),
    'active Regions with latency records': regions('active-active', {
      'eu-west-1/App': [balancer, record('Entry', `Region: eu-west-1, ${alias('Balancer')}`, app)],
      'eu-central-1/App': [
        balancer,
        record('Entry', `Region: eu-central-1, ${alias('Balancer')}`, app),
      ],
    }),
  },
  fail: {
    'a standby that no record leads to': regions('warm-standby', {
      'eu-west-1/App': here,
      'eu-central-1/App': [balancer],
    }),
    'an active Region that no record leads to': regions('active-active', {
      'eu-west-1/App': here,
      'eu-central-1/App': [balancer],
    }),
    'a name of a load balancer of the primary Region': regions('warm-standby', {
      'eu-west-1/App': [
        `
        Entry:
          Type: AWS::Route53::RecordSet
          Properties:
            HostedZoneId: Z1
            Name: ${app}
            Type: CNAME
            TTL: 60
            ResourceRecords: [web-1.eu-west-1.elb.amazonaws.com]
        `,
      ],
      'eu-central-1/App': [balancer],
    }),
  },
  unknown: {
    'a second record to what is not at hand': regions('warm-standby', {
      'eu-west-1/App': here,
      'eu-central-1/App': [
        `
        Entry:
          Type: AWS::Route53::RecordSet
          Properties:
            HostedZoneId: Z1
            Name: ${app}
            Type: CNAME
            TTL: 60
            ResourceRecords: [app.example.net]
        `,
      ],
    }),
  },
  notApplicable: {
    'clients that find the service without records': regions('warm-standby', {
      'eu-west-1/App': [balancer],
      'eu-central-1/App': [balancer],
    }),
    'a distribution in front of both': regions('warm-standby', {
      'eu-west-1/App': [
        'Site: { Type: AWS::CloudFront::Distribution }',
        record(
          'Entry',
          'AliasTarget: { DNSName: !GetAtt Site.DomainName, HostedZoneId: Z2FDTNDATAQYW2 }',
          app,
        ),
      ],
      'eu-central-1/App': [balancer],
    }),
    'a service of one Region': regions('multi-az', { 'eu-west-1/App': here }),
  },
};
