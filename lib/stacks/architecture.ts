import { CrossStackReferences, ReferenceStrength, type Stack, Stage, Tags } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { acknowledge } from '../../constructs/acknowledge.ts';
import { allowFaultInjection } from '../../constructs/chaos/index.ts';
import type { Plan } from '../strategies/index.ts';
import { declare } from './declaration.ts';
import { isFirstDeployment, tellNobody } from './first-deployment.ts';
import { GlobalStack } from './global-stack.ts';
import { RecoveryStack } from './recovery-stack.ts';
import { RegionStacks } from './region-stacks.ts';
import { ZoneStack } from './zone-stack.ts';

/** Props of the {@link Architecture}. */
export interface ArchitectureProps {
  /** What is to be built, as `planFor` returns it. */
  readonly plan: Plan;
}

/**
 * The whole architecture: what the plan says, as stacks in the order in which they are deployed.
 *
 * No template of one Region refers to a stack of another, so each Region can be deployed while the
 * others are down (`cdk deploy --exclusively`). The dependencies between stacks state the order of
 * a deployment: foundations of all Regions, data in order of preference, what is in the database, the
 * services one Region at a time in the plan's order, and at last the record that clients use.
 */
export class Architecture extends Stage {
  constructor(scope: Construct, id: string, { plan }: ArchitectureProps) {
    super(scope, id);
    // Whatever the app says: the stacks themselves say what is read by a strong reference, which to
    // another Region would be a custom resource on either side.
    CrossStackReferences.of(this).consume(ReferenceStrength.WEAK);
    for (const [key, value] of Object.entries(plan.tags)) Tags.of(this).add(key, value);
    if (plan.safeguards.drills) allowFaultInjection(this, plan.name);
    if (isFirstDeployment(plan)) tellNobody(this);
    const waits = plan.regions.every(({ recovery }) => recovery.length === 0);
    if (waits && plan.routing === 'alias') {
      acknowledge(
        this,
        'the service waits for its Region to return: there is no recovery to have objectives',
        'HA-OPS-5',
      );
    }

    if (plan.domain.createHostedZone) new ZoneStack(this, 'zone', plan);
    const { hostedZoneId } = plan.domain;
    if (hostedZoneId !== undefined) this.build(plan, hostedZoneId);
  }

  private build(plan: Plan, hostedZoneId: string): void {
    declare(this, plan);
    const regions = plan.regions.map(
      (region) => new RegionStacks(this, plan, region, hostedZoneId),
    );
    const isRecovered = plan.regions.some(({ recovery }) => recovery.length > 0);
    const [first, second] = isRecovered
      ? regions.flatMap(({ recoverable }) => recoverable ?? [])
      : [];
    const recovery =
      first && second && new RecoveryStack(this, 'recovery', plan, hostedZoneId, [first, second]);
    const global = new GlobalStack(this, 'global', plan, hostedZoneId, recovery?.switches);
    const foundations = regions.map(({ foundation }) => foundation);
    const data = regions.flatMap((region) => region.data ?? []);
    after(foundations, [...data, ...regions.flatMap(({ operations }) => operations ?? [])]);
    inOrder(data);
    const schemas = regions.flatMap(({ schema }) => schema ?? []);
    after(data, schemas);
    const services = plan.deployments.order.flatMap(
      (name) => regions.find(({ plan: { region } }) => region === name)?.service ?? [],
    );
    inOrder(services);
    // Before the first of them, whichever that is: a new version may need what is new in the schema.
    after(schemas, services);
    after(services, [global]);
  }
}

function after(earlier: readonly Stack[], later: readonly Stack[]): void {
  for (const stack of later) for (const dependency of earlier) stack.addStackDependency(dependency);
}

/**
 * One after the other. The primary's data comes before its secondaries', which join what it creates;
 * services follow each other so that a change that fails in one Region reaches no further one.
 */
function inOrder(stacks: readonly Stack[]): void {
  for (const [index, stack] of stacks.entries()) after(stacks.slice(0, index), [stack]);
}
