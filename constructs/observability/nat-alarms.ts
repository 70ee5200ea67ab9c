import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Annotations, Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { metricAlarm } from './alarm.ts';
import type { Alerts } from './alerts.ts';

/** Properties of {@link NatAlarms}. */
export interface NatAlarmsProps {
  /** Who is told. */
  readonly alerts: Alerts;

  /** The VPC, of this app, such as that of a `MultiAzNetwork`, or an existing one. */
  readonly vpc: ec2.IVpc;

  /**
   * The NAT gateways of an existing VPC: their ids by Availability Zone.
   *
   * @default - those of a VPC of this app; an imported one does not name its gateways, which is a
   *   warning (`evenkeel:natGatewaysUnknown`)
   */
  readonly natGateways?: Readonly<Record<string, string>> | undefined;
}

/** What AWS takes for a sign of a fault. */
const MAXIMUM_LOSS = 0.0001;

/**
 * Watches each NAT gateway, the way out of one Availability Zone: tickets for lost packets and for
 * ports that run out. Users who are hurt by it page through the zone's own alarm.
 * https://docs.aws.amazon.com/vpc/latest/userguide/metrics-dimensions-nat-gateway.html
 */
export class NatAlarms extends Construct {
  constructor(scope: Construct, id: string, props: NatAlarmsProps) {
    super(scope, id);
    const { alerts, vpc } = props;
    if (!props.natGateways && !ec2.CfnVPC.isCfnVPC(vpc.node.defaultChild)) {
      Annotations.of(this).addWarningV2(
        'evenkeel:natGatewaysUnknown',
        'an imported VPC does not name its NAT gateways, so that none has an alarm: give their ids ' +
          "by Availability Zone as 'natGateways', or {} if it has none",
      );
    }
    const gateways = Object.entries(props.natGateways ?? natGatewaysOf(vpc));
    for (const [availabilityZone, natGatewayId] of gateways) {
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

function natGatewaysOf({ publicSubnets }: ec2.IVpc): Record<string, string> {
  return Object.fromEntries(
    publicSubnets.flatMap(({ node, availabilityZone }) =>
      node
        .findAll()
        .filter((child) => ec2.CfnNatGateway.isCfnNatGateway(child))
        .map(({ ref }) => [availabilityZone, ref]),
    ),
  );
}
