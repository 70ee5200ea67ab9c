import type { RuleSamples } from '../../support/samples.ts';

export const samples: RuleSamples = {
  pass: {
    enabled: `
      Data:
        Type: AWS::S3::Bucket
        Properties: { VersioningConfiguration: { Status: Enabled } }
    `,
  },
  fail: {
    'the default, none': 'Data: { Type: AWS::S3::Bucket }',
    suspended: `
      Data:
        Type: AWS::S3::Bucket
        Properties: { VersioningConfiguration: { Status: Suspended } }
    `,
  },
  unknown: {
    'a status that is given at deployment': `
      Parameters: { Status: { Type: String } }
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties: { VersioningConfiguration: { Status: !Ref Status } }
    `,
  },
  notApplicable: {
    'a bucket of access logs': `
      Logs: { Type: AWS::S3::Bucket }
      Balancer:
        Type: AWS::ElasticLoadBalancingV2::LoadBalancer
        Properties:
          LoadBalancerAttributes: [{ Key: access_logs.s3.bucket, Value: !Ref Logs }]
    `,
  },
};
