import type { Construct } from 'constructs';
import type { Plan, RegionPlan } from '../strategies/index.ts';
import { FoundationStack } from './foundation-stack.ts';
import { NetworkStack } from './network-stack.ts';
import { ServiceStack } from './service-stack.ts';

/** The stacks of one Region, in the order in which they are deployed. */
export class RegionStacks {
  readonly foundation: FoundationStack;
  readonly service: ServiceStack | undefined;

  constructor(scope: Construct, plan: Plan, region: RegionPlan, hostedZoneId: string) {
    const id = (tier: string) => `${region.region}-${tier}`;
    this.foundation = new FoundationStack(scope, id('foundation'), plan, region);
    const { key } = this.foundation;
    if (region.service === undefined) return;

    const { vpc } = new NetworkStack(scope, id('network'), plan, region, { key });
    this.service = new ServiceStack(scope, id('service'), plan, region, {
      key,
      vpc,
      service: region.service,
      hostedZoneId,
    });
  }
}
