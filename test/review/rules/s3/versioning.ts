import type { RuleSamples } from '../../support/samples.ts';

/** A role that may do something with the objects of `Files`, in one line. */
function role(principal: string, action: string): string {
  const statement = `Effect: Allow, Action: ${action}, Resource: !Sub '\${Files.Arn}/*'`;
  return `{ Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: { Statement: [{ Principal: { ${principal} } }] }, Policies: [{ PolicyDocument: { Statement: [{ ${statement} }] } }] } }`;
}

export const samples: RuleSamples = {
  pass: {
    enabled: `
      Data:
        Type: AWS::S3::Bucket
        Properties: { VersioningConfiguration: { Status: Enabled } }
    `,
  },
  fail: {
    'a bucket that code is deployed from, and a function writes to': `
      Data: { Type: AWS::S3::Bucket }
      Function:
        Type: AWS::Lambda::Function
        Properties:
          Code: { S3Bucket: !Ref Data, S3Key: app.zip }
          Environment: { Variables: { BUCKET: !Ref Data } }
    `,
    'the default, none': 'Data: { Type: AWS::S3::Bucket }',
    'what a function writes, and a distribution shows': `
      Uploads: { Type: AWS::S3::Bucket }
      Cdn:
        Type: AWS::CloudFront::Distribution
        Properties: { DistributionConfig: { Origins: [{ Id: site, DomainName: !GetAtt Uploads.RegionalDomainName }] } }
      Upload: { Type: AWS::Lambda::Function, Properties: { Environment: { Variables: { BUCKET: !Ref Uploads } } } }
    `,
    'what a function may write, and a pipeline deploys to': `
      Files: { Type: AWS::S3::Bucket }
      Deploys: ${role("Federated: 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com'", 's3:PutObject')}
      Writes: ${role('Service: lambda.amazonaws.com', 's3:PutObject')}
    `,
    'what clients who signed in may write': `
      Files: { Type: AWS::S3::Bucket }
      Clients: ${role('Federated: cognito-identity.amazonaws.com', 's3:PutObject')}
    `,
    'what a pipeline and a function may write with one role': `
      Files: { Type: AWS::S3::Bucket }
      Both: ${role('Service: [codebuild.amazonaws.com, lambda.amazonaws.com]', 's3:*')}
    `,
    'what a function may do anything with': `
      Files: { Type: AWS::S3::Bucket }
      Works: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: { Statement: { Principal: { Service: lambda.amazonaws.com } } } } }
      Policy:
        Type: AWS::IAM::Policy
        Properties: { Roles: [!Ref Works], PolicyDocument: { Statement: { Effect: Allow, Action: 's3:*', Resource: !GetAtt Files.Arn } } }
      Site:
        Type: AWS::CloudFront::Distribution
        Properties: { DistributionConfig: { Origins: [{ Id: site, DomainName: !GetAtt Files.RegionalDomainName }] } }
    `,
    'objects of which a trail records what becomes of them': `
      Logs: { Type: AWS::S3::Bucket, Properties: { VersioningConfiguration: { Status: Enabled } } }
      Uploads: { Type: AWS::S3::Bucket }
      Trail:
        Type: AWS::CloudTrail::Trail
        Properties:
          S3BucketName: !Ref Logs
          EventSelectors: [{ DataResources: [{ Type: AWS::S3::Object, Values: [!Sub 'arn:aws:s3:::\${Uploads}/'] }] }]
    `,
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
    'a site that is deployed from elsewhere': `
      Site: { Type: AWS::S3::Bucket }
      Cdn:
        Type: AWS::CloudFront::Distribution
        Properties: { DistributionConfig: { Origins: [{ Id: site, DomainName: !GetAtt Site.RegionalDomainName }] } }
    `,
    'a site, which a function deploys to': `
      Site: { Type: AWS::S3::Bucket, Properties: { WebsiteConfiguration: { IndexDocument: index.html } } }
      Deploy: { Type: AWS::Lambda::Function, Properties: { Environment: { Variables: { BUCKET: !Ref Site } } } }
    `,
    'a site that a build deploys to, and a function reads': `
      Files: { Type: AWS::S3::Bucket }
      Cdn:
        Type: AWS::CloudFront::Distribution
        Properties: { DistributionConfig: { Origins: [{ Id: site, DomainName: !GetAtt Files.RegionalDomainName }] } }
      Build: ${role('Service: codebuild.amazonaws.com', 's3:*')}
      Read: ${role('Service: lambda.amazonaws.com', '[s3:GetObject, s3:ListBucket]')}
    `,
    'releases that a pipeline elsewhere brings, and instances fetch': `
      Files: { Type: AWS::S3::Bucket }
      Provider: { Type: AWS::IAM::OIDCProvider, Properties: { Url: 'https://token.actions.githubusercontent.com' } }
      Bring: ${role('Federated: !Ref Provider', 's3:PutObject')}
      Fetch: ${role('Service: ec2.amazonaws.com', 's3:GetObject')}
    `,
    'a bucket of a trail': `
      Logs: { Type: AWS::S3::Bucket }
      Trail: { Type: AWS::CloudTrail::Trail, Properties: { S3BucketName: !Ref Logs } }
    `,
    'a bucket of the logs of a distribution': `
      Logs: { Type: AWS::S3::Bucket }
      Cdn:
        Type: AWS::CloudFront::Distribution
        Properties: { DistributionConfig: { Logging: { Bucket: !GetAtt Logs.RegionalDomainName } } }
    `,
    'a bucket that code is deployed from': `
      Releases: { Type: AWS::S3::Bucket }
      Function:
        Type: AWS::Lambda::Function
        Properties: { Code: { S3Bucket: !Ref Releases, S3Key: app.zip } }
    `,
    'the bucket of the Serverless Framework, before there are functions':
      'ServerlessDeploymentBucket: { Type: AWS::S3::Bucket }',
    'a bucket of artifacts': `
      Builds: { Type: AWS::S3::Bucket }
      Pipeline: { Type: AWS::CodePipeline::Pipeline, Properties: { ArtifactStore: { Type: S3, Location: !Ref Builds } } }
    `,
    'a bucket that lets log delivery in': `
      Logs: { Type: AWS::S3::Bucket }
      Policy:
        Type: AWS::S3::BucketPolicy
        Properties:
          Bucket: !Ref Logs
          PolicyDocument: { Statement: [{ Effect: Allow, Principal: { Service: delivery.logs.amazonaws.com }, Action: 's3:PutObject', Resource: '*' }] }
    `,
    'a bucket of access logs': `
      Logs: { Type: AWS::S3::Bucket }
      Balancer:
        Type: AWS::ElasticLoadBalancingV2::LoadBalancer
        Properties:
          LoadBalancerAttributes: [{ Key: access_logs.s3.bucket, Value: !Ref Logs }]
    `,
  },
};
