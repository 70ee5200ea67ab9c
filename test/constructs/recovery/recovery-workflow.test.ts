import { Duration } from 'aws-cdk-lib/core';
import { describe, expect, test } from 'vitest';
import {
  criticalPathMinutes,
  type RecoveryWorkflowOptions,
  recoveryCalls,
  recoveryWorkflows,
} from '../../../constructs/recovery/index.ts';
import { planFor, type RegionPlan } from '../../../lib/strategies/index.ts';
import { configWith } from '../../support/config.ts';
import { hasRecoveryPlan, strategiesWhere } from '../../support/plans.ts';
import { active, passive, primary, regions, standby } from './support.ts';

const traffic = { recordName: 'app.example.com' };
const database = { name: 'shop' };
const tiers = { web: {}, workers: {} };
const compute = (gatesTraffic: boolean, minutes: number) => ({
  gatesTraffic,
  tiers,
  timeout: Duration.minutes(minutes),
});

/** The stages by the names of their steps. */
const stagesOf = (options: RecoveryWorkflowOptions, index = 0) =>
  recoveryWorkflows(options)[index]?.stages.map((steps) => steps.map(({ name }) => name));

describe('the order of steps', () => {
  test('traffic waits for the writer and, in a Region without instances, for them', () => {
    expect(stagesOf({ approach: passive, traffic, database, compute: compute(true, 15) })).toEqual([
      ['promote-database', 'scale-web', 'scale-workers'],
      ['shift-traffic'],
    ]);
  });

  test('no lack of capacity holds traffic up where instances run', () => {
    expect(stagesOf({ approach: passive, traffic, database, compute: compute(false, 5) })).toEqual([
      ['promote-database'],
      ['shift-traffic', 'scale-web', 'scale-workers'],
    ]);
  });

  test('a Region of two that both serve is left without waiting for the writer', () => {
    const options = { approach: active, traffic, database };
    expect(recoveryWorkflows(options).map(({ action }) => action)).toEqual([
      'deactivate',
      'activate',
    ]);
    expect(stagesOf(options)).toEqual([['promote-database', 'shift-traffic']]);
    expect(stagesOf(options, 1)).toEqual([['shift-traffic']]);
  });

  test('an approval comes before anything changes, and not before a Region is taken back', () => {
    const approval = {};
    expect(stagesOf({ approach: passive, traffic, approval })).toEqual([
      ['approve'],
      ['shift-traffic'],
    ]);
    expect(stagesOf({ approach: active, traffic, approval })).toEqual([
      ['approve'],
      ['shift-traffic'],
    ]);
    expect(stagesOf({ approach: active, traffic, approval }, 1)).toEqual([['shift-traffic']]);
  });
});

describe('the critical path', () => {
  const minutes = (options: RecoveryWorkflowOptions) =>
    recoveryWorkflows(options).map(criticalPathMinutes);

  test('is the sum of stages, each as long as its longest step', () => {
    expect(minutes({ approach: passive, traffic })).toEqual([2]);
    expect(minutes({ approach: passive, traffic, database })).toEqual([10 + 2]);
    expect(minutes({ approach: passive, traffic, database, compute: compute(true, 15) })).toEqual([
      15 + 2,
    ]);
    expect(minutes({ approach: passive, traffic, database, compute: compute(false, 5) })).toEqual([
      10 + 5,
    ]);
    expect(minutes({ approach: active, traffic, database })).toEqual([8, 2]);
    expect(minutes({ approach: passive, traffic, database, approval: {} })).toEqual([5 + 10 + 2]);
  });

  test('follows the given timeouts', () => {
    const timeout = Duration.minutes(7);
    expect(
      minutes({
        approach: passive,
        traffic: { ...traffic, timeout },
        database: { ...database, timeout },
        approval: { timeout },
      }),
    ).toEqual([21]);
  });
});

describe('what a runbook needs', () => {
  const steps = [passive, active].flatMap((approach) =>
    recoveryWorkflows({
      approach,
      traffic,
      database,
      approval: {},
      ...(approach === passive && { compute: compute(true, 15) }),
    }).flatMap(({ stages }) => stages.flat()),
  );

  test.each(steps)('$name says what it does, and what to do when it fails', (step) => {
    expect(step.does).toMatch(/^[A-Z].{40,}\.$/);
    expect(step.whenItFails).toMatch(/^[A-Z].{40,}\.$/);
    expect(step.timeoutMinutes).toBeGreaterThan(0);
  });

  test('is plain data', () => {
    expect(JSON.parse(JSON.stringify(steps))).toEqual(steps);
  });

  test('names the database and the record', () => {
    const texts = steps.map(({ does, whenItFails }) => does + whenItFails).join();
    expect(texts).toContain('global database shop');
    expect(texts).toContain('dig app.example.com');
  });
});

describe.each([
  [passive, standby, standby],
  [passive, primary, primary],
  [active, primary, standby],
  [active, standby, primary],
])('$name of %o', (approach, target, working) => {
  const workflow = recoveryWorkflows({
    approach,
    traffic,
    database,
    approval: {},
    ...(approach === passive && { compute: compute(true, 15) }),
  })[0];
  const calls = workflow ? recoveryCalls(approach, workflow, target) : [];

  test(`no step for ${target} calls a control plane outside of ${working}`, () => {
    const control = calls.filter(({ plane }) => plane === 'control');
    expect(control.length).toBeGreaterThanOrEqual(2);
    expect(control.filter(({ region }) => region !== working)).toEqual([]);
  });

  test('it is started, approved and finished in data planes', () => {
    const data = calls.filter(({ plane }) => plane === 'data');
    expect(data.map(({ step, region }) => [step, region])).toEqual([
      ['start', working],
      ['approve', working],
      ['shift-traffic', 'global'],
    ]);
  });
});

test('taking a Region back in is done from that Region', () => {
  const [, back] = recoveryWorkflows({ approach: active, traffic, database });
  const calls = back ? recoveryCalls(active, back, primary) : [];
  expect(calls.map(({ step, region }) => [step, region])).toEqual([
    ['start', primary],
    ['shift-traffic', 'global'],
  ]);
});

describe.each(
  strategiesWhere(hasRecoveryPlan).map((name) => {
    const plan = planFor(configWith({ strategy: name }));
    return { name, plan, other: plan.regions[1] as RegionPlan };
  }),
)('the plan of $name', ({ plan, other }) => {
  const scales = other.recovery.includes('scale-compute');
  const waits = other.service?.compute.minimum === 0;
  const workflows = recoveryWorkflows({
    approach: plan.routing === 'latency' ? active : passive,
    traffic,
    database,
    ...(scales && { compute: compute(waits, waits ? 15 : 5) }),
  });

  test('has the steps that the strategy declares', () => {
    const actions = workflows[0]?.stages.flat().map(({ action }) => action);
    expect([...new Set(actions)].sort()).toEqual([...other.recovery].sort());
  });
});

test('there are such strategies, and with as many Regions as the workflows here', () => {
  const planned = strategiesWhere(hasRecoveryPlan).map((strategy) =>
    planFor(configWith({ strategy })),
  );
  expect(planned.map((plan) => plan.regions.length)).toContain(regions.length);
});
