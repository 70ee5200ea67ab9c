import type { RuleSamples } from '../../support/samples.ts';
import { aliasOf, record } from './parts.ts';

const primary = record(
  'Primary',
  `Failover: PRIMARY, SetIdentifier: a, ${aliasOf('a.example.com')}`,
);
const secondary = record(
  'Secondary',
  `Failover: SECONDARY, SetIdentifier: b, ${aliasOf('b.example.com')}`,
  'APP.example.com.',
);

export const samples: RuleSamples = {
  pass: {
    'a pair, written with and without the dot at the end': [primary, secondary],
    'a pair in two stacks': { stacks: { 'eu-west-1/A': primary, 'eu-west-1/B': secondary } },
    'a pair in a group that names the zone for both': `
      Group:
        Type: AWS::Route53::RecordSetGroup
        Properties:
          HostedZoneId: Z1
          RecordSets:
            - { Name: app.example.com, Type: A, Failover: PRIMARY }
            - { Name: app.example.com, Type: A, Failover: SECONDARY }
    `,
  },
  fail: {
    'a primary record alone': primary,
    'a secondary record alone': secondary,
    'a secondary record of another type': [
      primary,
      `
      Secondary:
        Type: AWS::Route53::RecordSet
        Properties: { HostedZoneId: Z1, Name: app.example.com, Type: AAAA, Failover: SECONDARY }
      `,
    ],
    'a secondary record in another zone': [
      primary,
      `
      Secondary:
        Type: AWS::Route53::RecordSet
        Properties: { HostedZoneId: Z2, Name: app.example.com, Type: A, Failover: SECONDARY }
      `,
    ],
  },
  unknown: {
    'one template for all Regions': {
      stacks: {
        App: record(
          'Www',
          `Failover: PRIMARY, SetIdentifier: !Ref AWS::Region, ${aliasOf('a.example.com')}`,
        ),
      },
    },
    'a secondary record of a name that is given at deployment': [
      primary,
      `
      Parameters: { Name: { Type: String } }
      Resources:
        Secondary:
          Type: AWS::Route53::RecordSet
          Properties: { HostedZoneId: Z1, Name: !Ref Name, Type: A, Failover: SECONDARY }
      `,
    ],
    'one zone by its ID, the other by its name': [
      primary,
      `
      Secondary:
        Type: AWS::Route53::RecordSet
        Properties:
          { HostedZoneName: example.com., Name: app.example.com, Type: A, Failover: SECONDARY }
      `,
    ],
  },
  notApplicable: { 'a simple record': record('Simple', 'TTL: 60') },
};
