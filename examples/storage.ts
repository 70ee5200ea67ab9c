// Buckets that replicate both ways between two Regions, and CloudFront in front of both.
//
// The first deployment takes two passes, since S3 only replicates to a bucket that exists:
//   npx cdk deploy --all --app 'node storage.ts' -c replicate=false
//   npx cdk deploy --all --app 'node storage.ts'
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { App, Stack } from 'aws-cdk-lib/core';
import { RegionalKey, ReplicatedBucket, StaticContentDistribution } from 'evenkeel';

const regions = ['eu-west-1', 'eu-central-1'];
const bucketNamePrefix = 'shop-content';
const aliasName = 'shop';

const app = new App();
const replicate = app.node.tryGetContext('replicate') !== 'false';

for (const region of regions) {
  const stack = new Stack(app, `Content-${region}`, { env: { region } });
  const { key } = new RegionalKey(stack, 'Key', { aliasName });
  const content = new ReplicatedBucket(stack, 'Content', {
    bucketNamePrefix,
    encryptionKey: key,
    replicateTo: replicate ? regions.filter((other) => other !== region) : [],
    replicaKeyAlias: aliasName,
  });
  content.grantReadToDistributions();
}

const global = new Stack(app, 'Content-global', { env: { region: 'us-east-1' } });
new StaticContentDistribution(global, 'Static', {
  bucketNamePrefix,
  primaryRegion: 'eu-west-1',
  fallbackRegion: 'eu-central-1',
  domainNames: ['static.example.com'],
  certificate: new acm.Certificate(global, 'Certificate', {
    domainName: 'static.example.com',
    validation: acm.CertificateValidation.fromDns(
      route53.HostedZone.fromHostedZoneId(global, 'Zone', 'Z0123456789EXAMPLE'),
    ),
  }),
});

app.synth();
