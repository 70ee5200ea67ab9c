import type { RuleSamples } from '../../support/samples.ts';
import { parameter } from './parts.ts';

const zone = (more: string) => `
  Zone: { Type: AWS::Route53::HostedZone, Properties: { Name: example.com, ${more} } }
`;

export const samples: RuleSamples = {
  pass: { on: zone("HostedZoneFeatures: { EnableAcceleratedRecovery: 'true' }") },
  fail: {
    off: zone('HostedZoneFeatures: { EnableAcceleratedRecovery: false }'),
    'the default, off': zone(''),
  },
  unknown: {
    'a parameter without a default': [
      parameter('On'),
      zone('HostedZoneFeatures: { EnableAcceleratedRecovery: !Ref On }'),
    ],
  },
  notApplicable: { 'a private zone': zone('VPCs: [{ VPCId: vpc-1, VPCRegion: eu-west-1 }]') },
};
