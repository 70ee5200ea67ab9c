import { PublicHostedZone } from 'aws-cdk-lib/aws-route53';
import type { Construct } from 'constructs';
import {
  Canary,
  GlobalDashboard,
  HealthCheckAlarms,
} from '../../constructs/observability/index.ts';
import { GlobalRouting, RoutingPolicy } from '../../constructs/routing/index.ts';
import { RegionalKey } from '../../constructs/security/index.ts';
import type { Plan } from '../strategies/index.ts';
import { alertChannels } from './alert-channels.ts';
import { chatChannels } from './chat-channels.ts';
import { operatorOutputs } from './operator-outputs.ts';
import { probedFrom, probedFromOutside } from './probes.ts';
import { ReferableStack } from './references/referable-stack.ts';
import { removal, route53Region, stackProps } from './stack-props.ts';
import { checksOf, tellOfMissingWorkload } from './workload.ts';

/**
 * The record under which clients reach the service, what makes it move between Regions, and who is
 * told when it does. It knows the Regions by name only.
 */
export class GlobalStack extends ReferableStack {
  /** @param switches by Region, the operator's health check that gates its record as well */
  constructor(
    scope: Construct,
    id: string,
    plan: Plan,
    hostedZoneId: string,
    switches: Readonly<Record<string, string>> = {},
  ) {
    super(
      scope,
      id,
      stackProps(plan, route53Region, {
        description: `Routing of ${plan.name} between Regions`,
        stateful: false,
      }),
    );
    const { zoneName, recordName } = plan.domain;
    const holding = plan.regions.filter(({ service }) => service !== undefined);
    const regions = holding.map(({ region }) => region);
    tellOfMissingWorkload(this, plan);
    const checks = checksOf(plan);
    const routing = new GlobalRouting(this, 'Routing', {
      zone: PublicHostedZone.fromHostedZoneAttributes(this, 'Zone', { hostedZoneId, zoneName }),
      recordName,
      policy: routingPolicy(plan, regions),
      switches,
      healthCheckPath: checks.dns,
    });

    // Names of its own: a Region of the plan may be us-east-1 as well.
    const name = `${plan.name}-global`;
    const { key } = new RegionalKey(this, 'Key', { aliasName: name, ...removal(plan) });
    const alerts = alertChannels(this, plan, name, key);
    chatChannels(this, plan, alerts);
    if (routing.healthChecks.size > 0)
      new HealthCheckAlarms(this, 'HealthChecks', { alerts, routing });
    const probedFromHere = probedFromOutside(plan);
    if (probedFromHere.length > 0) {
      new Canary(this, 'Canary', {
        alerts,
        encryptionKey: key,
        hostNames: probedFromHere,
        path: checks.serving,
        ...removal(plan),
      });
    }
    const { dashboard } = new GlobalDashboard(this, 'Dashboard', {
      routing,
      regions,
      databaseName: plan.name,
      availabilityPercent: plan.objectives.availabilityPercent,
      probes: [
        ...regions.flatMap((from) =>
          probedFrom(plan, from).map((hostName) => ({ hostName, from })),
        ),
        ...probedFromHere.map((hostName) => ({ hostName, from: route53Region })),
      ],
    });
    operatorOutputs(this, {
      DashboardName: [dashboard.dashboardName, 'All Regions at a glance'],
      ...(routing.healthChecks.size > 0 && {
        HealthCheckIds: [
          [...routing.healthChecks]
            .map(([region, { healthCheckId }]) => `${region}=${healthCheckId}`)
            .join(' '),
          'The health checks of the Regions',
        ],
      }),
    });
  }
}

function routingPolicy({ routing }: Plan, regions: readonly string[]): RoutingPolicy {
  switch (routing) {
    case 'alias':
      return RoutingPolicy.alias(regions[0] ?? '');
    case 'failover':
      return RoutingPolicy.failover(regions);
    case 'latency':
      return RoutingPolicy.latency(regions);
  }
}
