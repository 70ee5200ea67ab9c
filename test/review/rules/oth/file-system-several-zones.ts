import { subnets } from '../../support/parts.ts';
import type { RuleSamples } from '../../support/samples.ts';

const mounts = (...zones: string[]) =>
  zones
    .map(
      (zone) => `
Mount${zone}:
  Type: AWS::EFS::MountTarget
  Properties: { FileSystemId: !Ref Files, SubnetId: !Ref Subnet${zone} }`,
    )
    .join('');
const files = 'Files: { Type: AWS::EFS::FileSystem }';

export const samples: RuleSamples = {
  pass: {
    'mount targets in two zones': [subnets(), files, mounts('A', 'B')],
    // Amazon EFS makes one in each zone.
    'mount targets in two subnets of another template': [
      'Parameters: { SubnetA: { Type: String }, SubnetB: { Type: String } }\nResources: {}',
      files,
      mounts('A', 'B'),
    ],
  },
  fail: {
    'one mount target': [subnets(), files, mounts('A')],
    'One Zone': `
      Files:
        Type: AWS::EFS::FileSystem
        Properties: { AvailabilityZoneName: eu-west-1a }
    `,
  },
  unknown: { 'no mount target at hand': files },
};
