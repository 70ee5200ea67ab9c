import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { App, Stack } from 'aws-cdk-lib/core';
import {
  AuroraCapacity,
  AuroraCluster,
  GlobalMembership,
  MultiAzNetwork,
  RegionalKey,
} from 'evenkeel';

const app = new App();
const name = 'shop';
const regions = { first: 'eu-west-1', second: 'eu-central-1' };

/** What the data of a Region is built on. */
function foundation(region: string, cidr: string) {
  const stack = new Stack(app, `Foundation-${region}`, { env: { region } });
  const { key } = new RegionalKey(stack, 'Key', { aliasName: name });
  const { vpc } = new MultiAzNetwork(stack, 'Network', {
    availabilityZones: ['a', 'b', 'c'].map((zone) => `${region}${zone}`),
    cidr,
    encryptionKey: key,
  });
  return { stack, key, vpc };
}

interface DataOptions {
  readonly region: string;
  readonly regionPosition: number;
  readonly vpc: ec2.IVpc;
  readonly key: kms.IKey;
  readonly membership: GlobalMembership;
}

/** The database of a Region, and its endpoint under a name that is the same in every Region. */
function data(options: DataOptions) {
  const { region, regionPosition, vpc, key, membership } = options;
  const stack = new Stack(app, `Data-${region}`, { env: { region }, terminationProtection: true });
  const database = new AuroraCluster(stack, 'Database', {
    name,
    vpc,
    encryptionKey: key,
    capacity: AuroraCapacity.serverlessV2({ minAcu: 2, maxAcu: 32, count: 2 }),
    membership,
    regionPosition,
  });
  new ssm.StringParameter(stack, 'WriterEndpoint', {
    parameterName: `/${name}/database/writer-endpoint`,
    stringValue: database.writerEndpoint,
  });
  return stack;
}

const first = foundation(regions.first, '10.0.0.0/16');
const second = foundation(regions.second, '10.1.0.0/16');

const primary = data({
  ...first,
  region: regions.first,
  regionPosition: 0,
  membership: GlobalMembership.primary({
    secondaryRegions: [regions.second],
    keyAliasName: name,
  }),
});
const secondary = data({
  ...second,
  region: regions.second,
  regionPosition: 1,
  membership: GlobalMembership.secondary({ sourceRegion: regions.first }),
});

// The order of the first deployment, and of no later one: the replica of the secret needs its key,
// and the secondary cluster needs the global database.
primary.addStackDependency(second.stack);
secondary.addStackDependency(primary);

app.synth();
