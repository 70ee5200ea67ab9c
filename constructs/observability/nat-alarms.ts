import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { metricAlarm } from './alarm.ts';
import type { Alerts } from './alerts.ts';

/** Properties of {@link NatAlarms}. */
export interface NatAlarmsProps {
  /** Who is told. */
  readonly alerts: Alerts;

  /** The VPC, defined in this app: that of a `MultiAzNetwork`, for example. */
  readonly vpc: ec2.IVpc;
}

/** What AWS takes for a sign of a fault. */
const MAXIMUM_LOSS = 0.0001;

/**
 * Watches each NAT gateway, the way out of one Availability Zone: tickets for lost packets and for
 * ports that run out. Users who are hurt by it page through the zone's own alarm.
 * https://docs.aws.amazon.com/vpc/latest/userguide/metrics-dimensions-nat-gateway.html
 */
export class NatAlarms extends Construct {
  constructor(scope: Construct, id: string, { alerts, vpc }: NatAlarmsProps) {
    super(scope, id);
    for (const { availabilityZone, natGatewayId } of natGateways(vpc)) {
      const zone = new Construct(this, availabilityZone);
      const sum = (metricName: string) =>
        new cloudwatch.Metric({
          namespace: 'AWS/NATGateway',
          metricName,
          statistic: cloudwatch.Stats.SUM,
          period: Duration.minutes(1),
          dimensionsMap: { NatGatewayId: natGatewayId },
        });
      metricAlarm(zone, 'PacketLoss', alerts, {
        metric: new cloudwatch.MathExpression({
          label: 'Packet loss',
          period: Duration.minutes(1),
          expression: 'FILL(dropped, 0) / (fromVpc + fromInternet)',
          usingMetrics: {
            dropped: sum('PacketsDropCount'),
            fromVpc: sum('PacketsInFromSource'),
            fromInternet: sum('PacketsInFromDestination'),
          },
        }),
        comparison: '>',
        threshold: MAXIMUM_LOSS,
        datapoints: [3, 5],
        withoutData: { treatedAs: 'notBreaching', because: 'no packets are lost of none' },
        description: `The NAT gateway of ${availabilityZone} loses more than one packet in 10000.`,
        runbook: 'nat',
        severity: 'ticket',
      });
      metricAlarm(zone, 'PortAllocation', alerts, {
        metric: sum('ErrorPortAllocation'),
        comparison: '>',
        threshold: 0,
        datapoints: [3, 5],
        withoutData: { treatedAs: 'notBreaching', because: 'a gateway without traffic has ports' },
        description: `The NAT gateway of ${availabilityZone} has no port left for a connection: too many go to one destination.`,
        runbook: 'nat',
        severity: 'ticket',
      });
    }
  }
}

function natGateways(vpc: ec2.IVpc) {
  return vpc.publicSubnets.flatMap(({ node, availabilityZone }) =>
    node
      .findAll()
      .filter((child) => ec2.CfnNatGateway.isCfnNatGateway(child))
      .map(({ ref }) => ({ availabilityZone, natGatewayId: ref })),
  );
}
