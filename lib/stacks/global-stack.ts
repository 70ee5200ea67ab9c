import { PublicHostedZone } from 'aws-cdk-lib/aws-route53';
import { Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { GlobalRouting, RoutingPolicy } from '../../constructs/routing/index.ts';
import type { Plan } from '../strategies/index.ts';
import { route53Region, stackProps } from './stack-props.ts';

/** The record under which clients reach the service, and what makes it move between Regions. */
export class GlobalStack extends Stack {
  constructor(scope: Construct, id: string, plan: Plan, hostedZoneId: string) {
    super(
      scope,
      id,
      stackProps(plan, route53Region, {
        description: `Routing of ${plan.name} between Regions`,
        stateful: false,
      }),
    );
    const { zoneName, recordName } = plan.domain;
    new GlobalRouting(this, 'Routing', {
      zone: PublicHostedZone.fromHostedZoneAttributes(this, 'Zone', { hostedZoneId, zoneName }),
      recordName,
      policy: routingPolicy(plan),
    });
  }
}

function routingPolicy({ routing, regions }: Plan): RoutingPolicy {
  const serving = regions.filter(({ service }) => service !== undefined);
  const names = serving.map(({ region }) => region);
  switch (routing) {
    case 'alias':
      return RoutingPolicy.alias(names[0] ?? '');
    case 'failover':
      return RoutingPolicy.failover(names);
    case 'latency':
      return RoutingPolicy.latency(names);
  }
}
