import { CfnOutput, Fn, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { PublicZone } from '../../constructs/routing/index.ts';
import type { Plan } from '../strategies/index.ts';
import { removal, route53Region, stackProps } from './stack-props.ts';

/** The hosted zone, for owners who have none yet. It is deployed first, and on its own. */
export class ZoneStack extends Stack {
  constructor(scope: Construct, id: string, plan: Plan) {
    super(
      scope,
      id,
      stackProps(plan, route53Region, {
        description: `Hosted zone of ${plan.name}`,
        stateful: true,
      }),
    );
    const { zone } = new PublicZone(this, 'Zone', {
      zoneName: plan.domain.zoneName,
      ...removal(plan),
    });
    new CfnOutput(this, 'HostedZoneId', {
      value: zone.hostedZoneId,
      description: 'Put this into the config as domain.hostedZoneId',
    });
    new CfnOutput(this, 'NameServers', {
      value: Fn.join(' ', zone.hostedZoneNameServers ?? []),
      description: 'Have the registrar delegate the domain to these',
    });
  }
}
