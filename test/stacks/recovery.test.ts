import { describe, expect, test } from 'vitest';
import {
  asNumber,
  asString,
  type ResourceGraph,
  type ResourceNode,
} from '../../lib/assembly/index.ts';
import { planFor } from '../../lib/strategies/index.ts';
import { configOver, configWith } from '../support/config.ts';
import { graphOfConfig } from '../support/graph.ts';
import {
  both,
  hasRecoveryPlan,
  not,
  runsElsewhere,
  sharesTraffic,
  strategiesWhere,
} from '../support/plans.ts';

const strategies = strategiesWhere(hasRecoveryPlan);
const graphs = new Map(
  strategies.map((strategy) => [strategy, graphOfConfig(configWith({ strategy }))]),
);

function planNode(graph: ResourceGraph): ResourceNode {
  const [plan] = graph.resourcesOf('AWS::ARCRegionSwitch::Plan');
  if (plan === undefined) throw new Error('there is no Region switch plan');
  return plan;
}

interface Step {
  readonly Name: string;
  readonly ExecutionBlockType: string;
  readonly ExecutionBlockConfiguration: Record<string, Record<string, unknown>>;
}

const recordsOf = (group: ResourceNode) =>
  (group.raw as { Properties: { RecordSets: { Name: string; SetIdentifier?: string }[] } })
    .Properties.RecordSets;

interface Workflow {
  readonly WorkflowTargetAction: string;
  readonly WorkflowTargetRegion?: string;
  readonly Steps: readonly Step[];
}

interface Statement {
  readonly Action: string | string[];
  readonly Resource: unknown;
}

const statementsOf = (policy: ResourceNode): readonly Statement[] =>
  (policy.raw as { Properties: { PolicyDocument: { Statement: Statement[] } } }).Properties
    .PolicyDocument.Statement;

const workflowsOf = (graph: ResourceGraph): readonly Workflow[] =>
  (planNode(graph).raw as { Properties: { Workflows: Workflow[] } }).Properties.Workflows;

/** The steps of a stage: those of a parallel block, or the step itself. */
function stepsOf(step: Step): readonly Step[] {
  const { ParallelConfig } = step.ExecutionBlockConfiguration;
  return ParallelConfig === undefined ? [step] : (ParallelConfig.Steps as Step[]);
}

function minutes({ ExecutionBlockConfiguration }: Step): number {
  const [config] = Object.values(ExecutionBlockConfiguration);
  return Number(config?.TimeoutMinutes ?? 0);
}

describe.each(strategies)('%s', (strategy) => {
  const graph = graphs.get(strategy) as ResourceGraph;
  const plan = planFor(configWith({ strategy }));
  const regions = plan.regions.map(({ region }) => region);

  test('every group that the plan scales exists, in the Region that the plan means', () => {
    const groups = graph
      .references(planNode(graph))
      .map(({ to }) => to)
      .filter(({ type }) => type === 'AWS::AutoScaling::AutoScalingGroup');
    const scales = plan.regions.some(({ recovery }) => recovery.includes('scale-compute'));
    const expected = scales
      ? regions.flatMap((region) => [`${region} Service`, `${region} Workers`])
      : [];
    const found = groups.map(
      ({ region, logicalId }) =>
        `${region} ${logicalId.startsWith('Service') ? 'Service' : 'Workers'}`,
    );
    expect([...new Set(found)].sort()).toEqual(expected.sort());
  });

  test('every cluster that the plan promotes exists, and no other does', () => {
    const clusters = graph.resourcesOf('AWS::RDS::DBCluster').map((cluster) => {
      const identifier = asString(graph.get(cluster, 'DBClusterIdentifier'));
      return `${cluster.region} ${identifier.state === 'known' ? identifier.value : ''}`;
    });
    const text = JSON.stringify(workflowsOf(graph));
    const named = [...text.matchAll(/:rds:([a-z0-9-]+):.*?cluster:([a-z0-9-]+)/g)].map(
      ([, region, identifier]) => `${region} ${identifier}`,
    );
    expect([...new Set(named)].sort()).toEqual(clusters.sort());
    const [global] = graph.resourcesOf('AWS::RDS::GlobalCluster');
    const identifier = global && asString(graph.get(global, 'GlobalClusterIdentifier'));
    expect(text).toContain(
      `"GlobalClusterIdentifier":"${identifier?.state === 'known' ? identifier.value : ''}"`,
    );
  });

  test('an objective is refused before whose end an execution that hangs asks nobody', () => {
    const waits = workflowsOf(graph).map(({ Steps }) =>
      Steps.map((stage) => Math.max(...stepsOf(stage).map(minutes))).reduce((a, b) => a + b, 0),
    );
    const within = (rtoMinutes: number) => {
      const regionLoss = { rtoMinutes, rpoMinutes: 1 };
      return configWith({ strategy, objectives: { availabilityPercent: 99.9, regionLoss } });
    };
    const longest = Math.max(...waits);
    expect(longest).toBeGreaterThan(0);
    expect(() => planFor(within(longest))).toThrow(/rtoMinutes is .*, expected at least/);
    const declared = graphOfConfig(within(longest + 1.5));
    const rto = asNumber(declared.get(planNode(declared), 'RecoveryTimeObjectiveMinutes'));
    expect(rto).toMatchObject({ state: 'known', value: longest + 1 });
  });

  test('no objective is stated that nobody declared', () => {
    expect(graph.get(planNode(graph), 'RecoveryTimeObjectiveMinutes').kind).toBe('absent');
  });

  test('the steps are those of the plan, and the database is promoted by a switchover if it can be', () => {
    const types = workflowsOf(graph).flatMap(({ Steps }) =>
      Steps.flatMap(stepsOf).map(({ ExecutionBlockType }) => ExecutionBlockType),
    );
    const scales = plan.regions.some(({ recovery }) => recovery.includes('scale-compute'));
    expect(types).toContain('AuroraGlobalDatabase');
    expect(types).toContain('Route53HealthCheck');
    expect(types.includes('EC2AutoScaling')).toBe(scales);
    expect(JSON.stringify(workflowsOf(graph))).toContain('"Behavior":"switchoverOnly"');
  });

  test('the record that clients use holds the plan’s check beside the endpoint’s own', () => {
    const text = (node: ResourceNode) => JSON.stringify(node.raw);
    const groups = graph.resourcesOf('AWS::Route53::RecordSetGroup');
    const main = groups.find((group) => text(group).includes('"Name":"app.example.com."'));
    const own = groups.filter((group) => text(group).includes('"Name":"healthy-'));
    expect(main && text(main)).toContain('Fn::GetStackOutput');
    expect(own).toHaveLength(sharesTraffic(plan) ? 2 : 1);
    for (const group of own) {
      const checks = graph
        .references(group)
        .filter(({ to }) => to.type === 'AWS::Route53::HealthCheck');
      expect(checks).toHaveLength(1);
    }
  });

  test('no step pauses while a database is promoted or DNS turns', () => {
    const timeouts = workflowsOf(graph)
      .flatMap(({ Steps }) => Steps.flatMap(stepsOf))
      .map((step) => [step.ExecutionBlockType, minutes(step)]);
    const inParallel = plan.routing === 'latency';
    for (const [type, timeout] of timeouts) {
      if (type === 'AuroraGlobalDatabase') expect(timeout).toBe(inParallel ? 8 : 10);
      if (type === 'Route53HealthCheck') expect(timeout).toBe(2);
    }
  });

  test('the role reads the composite alarms of both Regions, and a report of each execution is kept', () => {
    const statements = graph
      .resourcesOf('AWS::IAM::ManagedPolicy')
      .filter(({ stack }) => stack.name === 'evenkeel-recovery')
      .flatMap(statementsOf);
    const alarms = statements.filter(({ Action }) =>
      [Action].flat().includes('cloudwatch:DescribeAlarms'),
    );
    expect(alarms.map(({ Resource }) => Resource)).toEqual(['*']);
    const reports = statements.filter(({ Action }) => Action === 's3:PutObject');
    expect(reports).toHaveLength(1);
    const [output] = (
      planNode(graph).raw as {
        Properties: { ReportConfiguration: { ReportOutput: Record<string, unknown>[] } };
      }
    ).Properties.ReportConfiguration.ReportOutput;
    expect(JSON.stringify(output)).toContain('{"Ref":"Reports');
  });

  test('no stack of a Region needs the recovery plan', () => {
    const consumers = graph.crossings
      .filter(({ hop }) => hop.stack?.name === 'evenkeel-recovery')
      .map(({ from }) => from.stack.name);
    expect([...new Set(consumers)]).toEqual(['evenkeel-global']);
  });
});

test('with three Regions, the records that the plan turns are there', () => {
  for (const strategy of strategiesWhere(both(hasRecoveryPlan, runsElsewhere))) {
    const graph = graphOfConfig(configOver(3, { strategy }));
    const text = JSON.stringify(workflowsOf(graph));
    const turned = [...text.matchAll(/"RecordSetIdentifier":"([^"]+)"/g)].map(([, id]) => id);
    const identifiers = graph
      .resourcesOf('AWS::Route53::RecordSetGroup')
      .flatMap((group) => recordsOf(group))
      .filter(({ Name }) => Name === 'app.example.com.')
      .map(({ SetIdentifier }) => SetIdentifier);
    expect(new Set(turned)).toEqual(new Set(['eu-west-1', 'eu-central-1']));
    for (const identifier of turned) expect(identifiers).toContain(identifier);
  }
});

test('only what a load balancer serves is waited for until it is found healthy', () => {
  for (const [strategy, graph] of graphs) {
    if (sharesTraffic(planFor(configWith({ strategy })))) continue;
    const waits = Object.fromEntries(
      workflowsOf(graph)
        .flatMap(({ Steps }) => Steps.flatMap(stepsOf))
        .filter(({ ExecutionBlockType }) => ExecutionBlockType === 'EC2AutoScaling')
        .map(({ Name, ExecutionBlockConfiguration }) => [
          Name,
          Object.values(ExecutionBlockConfiguration)[0]?.WaitELBTargetGroupHealthy,
        ]),
    );
    expect(waits).toEqual({ 'scale-web': 'enabled', 'scale-workers': 'disabled' });
  }
});

test('strategies without steps of a recovery have no plan to switch with', () => {
  for (const strategy of strategiesWhere(not(hasRecoveryPlan))) {
    const graph = graphOfConfig(configWith({ strategy }));
    expect(graph.resourcesOf('AWS::ARCRegionSwitch::Plan')).toEqual([]);
  }
});

test('every group that runs, and every load balancer, leaves an impaired zone by itself', () => {
  for (const [strategy, graph] of graphs) {
    const shifted = graph
      .resourcesOf('AWS::ARCZonalShift::ZonalAutoshiftConfiguration')
      .flatMap((configuration) => graph.references(configuration).map(({ to }) => to.id));
    const isIdle = not(runsElsewhere)(planFor(configWith({ strategy })));
    for (const node of graph.resourcesOf(
      'AWS::AutoScaling::AutoScalingGroup',
      'AWS::ElasticLoadBalancingV2::LoadBalancer',
    )) {
      const stays = isIdle && node.region === 'eu-central-1' && node.type.includes('AutoScaling');
      expect([node.id, shifted.includes(node.id)]).toEqual([node.id, !stays]);
    }
  }
});
