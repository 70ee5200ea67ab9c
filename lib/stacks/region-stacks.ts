import type { Construct } from 'constructs';
import type { Plan, RegionPlan } from '../strategies/index.ts';
import { DataStack } from './data-stack.ts';
import { FoundationStack } from './foundation-stack.ts';
import { NetworkStack } from './network-stack.ts';
import { ServiceStack } from './service-stack.ts';

/** The stacks of one Region, in the order in which they are deployed. */
export class RegionStacks {
  readonly foundation: FoundationStack;
  /** Absent, as the service, where the plan has nothing that runs. */
  readonly data?: DataStack;
  readonly service?: ServiceStack;

  constructor(scope: Construct, plan: Plan, region: RegionPlan, hostedZoneId: string) {
    const id = (tier: string) => `${region.region}-${tier}`;
    this.foundation = new FoundationStack(scope, id('foundation'), plan, region);
    const { service } = region;
    if (service === undefined) return;

    const { key, alarmTopic } = this.foundation;
    const { vpc } = new NetworkStack(scope, id('network'), plan, region, { key });
    this.data = new DataStack(scope, id('data'), plan, region, { key, alarmTopic, vpc, service });
    this.service = new ServiceStack(scope, id('service'), plan, region, {
      key,
      vpc,
      data: this.data,
      service,
      hostedZoneId,
    });
  }
}
