import type { RuleSamples } from '../../support/samples.ts';

export const samples: RuleSamples = {
  pass: {
    'switched on': `
      Data: { Type: AWS::S3::Bucket, Properties: { ObjectLockEnabled: 'true' } }
    `,
  },
  fail: { 'the default, off': 'Data: { Type: AWS::S3::Bucket }' },
  notApplicable: {
    'a site that is deployed from elsewhere': `
      Site: { Type: AWS::S3::Bucket }
      Cdn:
        Type: AWS::CloudFront::Distribution
        Properties: { DistributionConfig: { Origins: [{ Id: site, DomainName: !GetAtt Site.RegionalDomainName }] } }
    `,
  },
  unknown: {
    'a parameter without a default': `
      Parameters: { Lock: { Type: String } }
      Resources:
        Data: { Type: AWS::S3::Bucket, Properties: { ObjectLockEnabled: !Ref Lock } }
    `,
  },
};
