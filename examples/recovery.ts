// Moves a service with a global database between two Regions by an ARC Region switch plan, and lets
// its records follow the plan: eu-west-1 serves, eu-central-1 runs at a fraction of the peak.
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { App, Duration, Stack } from 'aws-cdk-lib/core';
import { ComputeScaling, RecoveryApproach, RegionSwitchPlan } from 'evenkeel';

const recordName = 'app.example.com';
const [primary, standby] = ['eu-west-1', 'eu-central-1'];

const app = new App();

/** A Region's group; of a whole service only this is needed here. */
const web = Object.fromEntries(
  [primary, standby].map((region) => {
    const stack = new Stack(app, `shop-${region}-service`, { env: { region } });
    const group = new autoscaling.AutoScalingGroup(stack, 'Web', {
      vpc: new ec2.Vpc(stack, 'Vpc', { availabilityZones: ['a', 'b', 'c'].map((z) => region + z) }),
      instanceType: new ec2.InstanceType('m7g.large'),
      machineImage: ec2.MachineImage.latestAmazonLinux2023({
        cpuType: ec2.AmazonLinuxCpuType.ARM_64,
      }),
      requireImdsv2: true,
      minCapacity: region === primary ? 9 : 3,
      maxCapacity: 18,
    });
    return [region, group];
  }),
);

const global = new Stack(app, 'shop-global', { env: { region: 'us-east-1' } });
const zone = route53.HostedZone.fromHostedZoneAttributes(global, 'Zone', {
  hostedZoneId: 'Z0123456789ABCDEFGHIJ',
  zoneName: 'example.com',
});

const recovery = new RegionSwitchPlan(global, 'Recovery', {
  name: 'shop',
  approach: RecoveryApproach.activePassive(primary, standby),
  recoveryTimeObjective: Duration.minutes(20),
  traffic: { zone, recordName },
  database: { name: 'shop' },
  compute: ComputeScaling.alongsideTraffic({ tiers: { web } }),
});

// The primary's record is gated by the plan's check; the last resort by nothing but its targets.
new route53.CfnRecordSetGroup(global, 'Records', {
  hostedZoneId: zone.hostedZoneId,
  recordSets: [primary, standby].map((region) => ({
    name: `${recordName}.`,
    type: 'A',
    setIdentifier: region,
    failover: region === primary ? 'PRIMARY' : 'SECONDARY',
    ...(region === primary && { healthCheckId: recovery.healthCheckId(region) }),
    aliasTarget: {
      dnsName: `${region}.${recordName}.`,
      hostedZoneId: zone.hostedZoneId,
      evaluateTargetHealth: true,
    },
  })),
});

app.synth();
