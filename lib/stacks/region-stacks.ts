import type { Construct } from 'constructs';
import type { Plan, RegionPlan } from '../strategies/index.ts';
import { DataStack } from './data-stack.ts';
import { DrillsStack } from './drills-stack.ts';
import { existingVpc } from './existing-vpc.ts';
import { FoundationStack } from './foundation-stack.ts';
import { NetworkStack } from './network-stack.ts';
import { OperationsStack } from './operations-stack.ts';
import type { RecoverableRegion } from './recovery-stack.ts';
import { declaresSchema, SchemaStack } from './schema-stack.ts';
import { ServiceStack } from './service-stack.ts';

/** The stacks of one Region, in the order in which they are deployed. */
export class RegionStacks {
  readonly plan: RegionPlan;
  readonly foundation: FoundationStack;
  /** Absent, as service and operations, where the plan has nothing that runs. */
  readonly data?: DataStack;
  /** Absent where nothing is declared that uses the database. */
  readonly schema?: SchemaStack;
  readonly service?: ServiceStack;
  readonly operations?: OperationsStack;

  constructor(scope: Construct, plan: Plan, region: RegionPlan, hostedZoneId: string) {
    this.plan = region;
    const id = (tier: string) => `${region.region}-${tier}`;
    this.foundation = new FoundationStack(scope, id('foundation'), plan, region);
    const { service } = region;
    if (service === undefined) return;

    const { key, alerts, vault } = this.foundation;
    const vpc =
      existingVpc(this.foundation, region) ??
      new NetworkStack(scope, id('network'), plan, region, { key }).vpc;
    this.data = new DataStack(scope, id('data'), plan, region, { key, alerts, vpc, service });
    if (declaresSchema(plan)) {
      this.schema = new SchemaStack(scope, id('schema'), plan, region, {
        key,
        vpc,
        data: this.data,
      });
    }
    this.service = new ServiceStack(scope, id('service'), plan, region, {
      key,
      alerts,
      vpc,
      data: this.data,
      service,
      hostedZoneId,
    });
    this.operations = new OperationsStack(scope, id('operations'), plan, region, {
      key,
      alerts,
      vault,
      vpc,
      data: this.data,
      service: this.service,
      plan: service,
    });
    // Where nothing runs, there is nothing to lose.
    if (plan.safeguards.drills && service.compute.minimum > 0) {
      new DrillsStack(scope, id('drills'), plan, region, {
        key,
        vpc,
        data: this.data,
        service: this.service,
        usersHurt: this.operations.observability.objectives.soonest,
      });
    }
  }

  /** What a recovery plan needs to know; undefined where nothing runs. */
  get recoverable(): RecoverableRegion | undefined {
    if (this.service === undefined || this.operations === undefined) return undefined;
    const { service, workers } = this.service;
    return {
      plan: this.plan,
      groups: {
        web: service.group.autoScalingGroup,
        ...(workers && { workers: workers.group.autoScalingGroup }),
      },
      impaired: this.operations.observability.impairment.region,
      seenFromHere: this.operations.seenFromHere,
    };
  }
}
