// From a single-Region Aurora cluster, built with the CDK alone, to a global database. Nothing of
// the cluster is replaced, and it serves all the time. Why in this order, and what stands in the
// way: docs/aurora-global-database.md, "From one Region to several".
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import {
  AuroraCapacity,
  AuroraCluster,
  GlobalMembership,
  MultiAzNetwork,
  RegionalKey,
} from 'evenkeel';

const app = new App();
const [first, second] = ['eu-west-1', 'eu-central-1'];
const engineVersion = rds.AuroraPostgresEngineVersion.VER_17_7;
const instanceType = ec2.InstanceType.of(ec2.InstanceClass.R7G, ec2.InstanceSize.LARGE);
const zonesOf = (region: string) => ['a', 'b', 'c'].map((zone) => `${region}${zone}`);

// What was there: a cluster with a secret of its own.
const orders = new Stack(app, 'Orders', { env: { region: first }, terminationProtection: true });
const network = new MultiAzNetwork(orders, 'Network', {
  availabilityZones: zonesOf(first),
  cidr: '10.0.0.0/16',
});
const secret = new rds.DatabaseSecret(orders, 'Secret', {
  username: 'postgres',
  secretName: 'orders/database',
  // Step 1. Readers of the other Region find the replica by the name of the secret.
  replicaRegions: [{ region: second }],
});
const cluster = new rds.DatabaseCluster(orders, 'Database', {
  engine: rds.DatabaseClusterEngine.auroraPostgres({ version: engineVersion }),
  credentials: rds.Credentials.fromSecret(secret),
  writer: rds.ClusterInstance.provisioned('Writer', { instanceType }),
  readers: [rds.ClusterInstance.provisioned('Reader', { instanceType, promotionTier: 1 })],
  vpc: network.vpc,
  vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
  storageEncrypted: true,
  backup: { retention: Duration.days(35) },
  deletionProtection: true,
});

// Step 2. The global database is made from the cluster. The cluster does not join it: to set
// `globalClusterIdentifier` on a cluster that exists replaces it by an empty one.
const globalDatabase = new rds.CfnGlobalCluster(orders, 'Global', {
  globalClusterIdentifier: 'orders',
  sourceDbClusterIdentifier: cluster.clusterArn,
  deletionProtection: true,
});
globalDatabase.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);

// Step 3. The other Region, which joins by name, with the version and class of the first.
const standby = new Stack(app, 'OrdersStandby', {
  env: { region: second },
  terminationProtection: true,
});
const { key } = new RegionalKey(standby, 'Key', { aliasName: 'orders' });
const { vpc } = new MultiAzNetwork(standby, 'Network', {
  availabilityZones: zonesOf(second),
  cidr: '10.1.0.0/16',
  encryptionKey: key,
});
new AuroraCluster(standby, 'Database', {
  name: 'orders',
  vpc,
  encryptionKey: key,
  capacity: AuroraCapacity.provisioned(instanceType, 2),
  engineVersion,
  membership: GlobalMembership.secondary({ sourceRegion: first }),
  masterSecret: secretsmanager.Secret.fromSecretNameV2(standby, 'Secret', 'orders/database'),
  regionPosition: 1,
});
standby.addStackDependency(orders);

app.synth();
