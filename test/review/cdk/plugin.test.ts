import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import * as rds from 'aws-cdk-lib/aws-rds';
import {
  type App,
  type IPolicyValidationPlugin,
  Stack,
  Stage,
  Validations,
} from 'aws-cdk-lib/core';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { load } from '../../../lib/assembly/index.ts';
import { acknowledgedInStacks } from '../../../lib/review/cdk/acknowledged-rules.ts';
import { HighAvailabilityPack } from '../../../lib/review/cdk/nag-pack.ts';
import { HighAvailabilityChecks } from '../../../lib/review/index.ts';
import { createApp } from '../../../lib/stacks/index.ts';
import { planFor } from '../../../lib/strategies/index.ts';
import { cdkContext, testApp } from '../../support/app.ts';
import { configWith } from '../../support/config.ts';

const outdirs: string[] = [];
afterAll(() => {
  for (const outdir of outdirs) rmSync(outdir, { recursive: true, force: true });
});

interface Violation {
  readonly ruleName: string;
  readonly severity: string;
  readonly description: string;
  readonly suggestedFix: string;
  readonly reason?: string;
  readonly violatingConstructs: readonly { readonly constructPath: string }[];
}

/** Synthesizes an instance without a standby, with a plugin; what its rule is about counts alone. */
function synthesize(
  plugin: IPolicyValidationPlugin,
  build: (app: App, database: rds.CfnDBInstance) => void = () => {},
) {
  const app = testApp();
  const stack = new Stack(new Stage(app, 'Prod'), 'Data', { env: { region: 'eu-west-1' } });
  const database = new rds.CfnDBInstance(stack, 'Database', { multiAz: false });
  Validations.of(app).addPlugins(plugin);
  build(app, database);
  const printed = vi.spyOn(console, 'error').mockImplementation(() => {});
  let error: unknown;
  try {
    app.synth();
  } catch (thrown) {
    error = thrown;
  }
  // CDK prints its report, which is the point here.
  printed.mockClear();
  outdirs.push(app.outdir);
  const file = join(app.outdir, 'validation-report.json');
  expect(existsSync(file)).toBe(true);
  const reports: readonly {
    readonly pluginName: string;
    readonly pluginVersion: string;
    readonly conclusion: string;
    readonly metadata: Record<string, string>;
    readonly violations: readonly Violation[];
    readonly suppressedViolations?: readonly Violation[];
  }[] = JSON.parse(readFileSync(file, 'utf8')).pluginReports;
  const report = reports.find(({ pluginName }) => pluginName === 'evenkeel');
  const own = (violations: readonly Violation[] = []) =>
    violations.filter(({ ruleName }) => ruleName.endsWith('HA-AUR-8'));
  return {
    error,
    report,
    failed: own(report?.violations),
    suppressed: own(report?.suppressedViolations),
    outdir: app.outdir,
  };
}

const acknowledge = (reason: string) => (_: App, database: rds.CfnDBInstance) =>
  Validations.of(database).acknowledge({ id: 'evenkeel::HA-AUR-8', reason });

describe.each([
  ['the plugin', () => new HighAvailabilityChecks()],
  ['the pack for cdk-nag', () => new HighAvailabilityPack()],
])('%s', (_, plugin) => {
  test('fails the synthesis for an error, and says where and what to do', () => {
    const { error, report, failed } = synthesize(plugin());
    expect(String(error)).toContain('ValidationFailed');
    expect(report?.conclusion).toBe('failure');
    expect(failed).toMatchObject([
      {
        severity: 'error',
        description: expect.stringContaining('MultiAZ is false, expected true'),
        suggestedFix: expect.stringContaining('Set MultiAZ to true'),
        violatingConstructs: [{ constructPath: 'Prod/Data/Database' }],
      },
    ]);
  });

  test('lists what is acknowledged, with the reason, as suppressed', () => {
    const { failed, suppressed } = synthesize(plugin(), acknowledge('a cache of another database'));
    expect(failed).toEqual([]);
    expect(JSON.stringify(suppressed)).toContain('a cache of another database');
  });

  test('takes acknowledgements above the resource', () => {
    const { failed } = synthesize(plugin(), (app) =>
      Validations.of(app).acknowledge({ id: 'evenkeel::HA-AUR-8', reason: 'a demonstration' }),
    );
    expect(failed).toEqual([]);
  });
});

describe('an acknowledgement with a last day', () => {
  test('holds until then', () => {
    const { failed } = synthesize(
      new HighAvailabilityChecks(),
      acknowledge('soon (until 2999-12-31)'),
    );
    expect(failed).toEqual([]);
  });

  test('fails after it, though CDK would accept it', () => {
    const { failed, error } = synthesize(
      new HighAvailabilityChecks(),
      acknowledge('soon (until 2020-12-31)'),
    );
    expect(error).toBeDefined();
    expect(failed).toMatchObject([
      { severity: 'fatal', description: expect.stringContaining('has expired: soon') },
    ]);
  });
});

describe('options', () => {
  test('acknowledge as a config does, and the report keeps the reason', () => {
    const acknowledgements = [{ rule: 'HA-AUR-8', resource: '**/Database', reason: 'on purpose' }];
    const { failed, report } = synthesize(new HighAvailabilityChecks({ acknowledgements }));
    expect(failed).toEqual([]);
    expect(report?.metadata).toMatchObject({
      'acknowledged HA-AUR-8 Prod/Data/Database': 'on purpose',
    });
  });

  test('count what is unknown as a warning if they are strict', () => {
    const open = (_: App, database: rds.CfnDBInstance) => {
      database.addPropertyOverride('MultiAZ', { 'Fn::ImportValue': 'elsewhere' });
    };
    expect(synthesize(new HighAvailabilityChecks(), open).failed).toEqual([]);
    expect(synthesize(new HighAvailabilityChecks({ strict: true }), open).failed).toMatchObject([
      { severity: 'warning' },
    ]);
  });
});

test('the command reads acknowledgements from the cloud assembly', () => {
  const { outdir } = synthesize(
    new HighAvailabilityChecks(),
    acknowledge('why (until 2027-01-31)'),
  );
  expect(acknowledgedInStacks(load([outdir]).graph)).toEqual([
    {
      rule: 'HA-AUR-8',
      resource: 'Prod/Data/Database',
      reason: 'why (until 2027-01-31)',
      expires: '2027-01-31',
      source: 'cdk',
    },
  ]);
});

test('the pack reviews a scope on its own', () => {
  const app = testApp();
  const stack = new Stack(app, 'Data', { env: { region: 'eu-west-1' } });
  new rds.CfnDBInstance(stack, 'Database', { multiAz: false });
  const { success, violations } = new HighAvailabilityPack().validateScope(stack);
  outdirs.push(app.outdir);
  expect(success).toBe(false);
  expect(violations.map(({ ruleName }) => ruleName)).toContain('HA-AUR-8');
});

describe('objectives', () => {
  const objective = 'evenkeel::objective.regionLoss.rtoMinutes';
  const synthesizeWith = (rtoMinutes: number, accept: (app: App) => void = () => {}) => {
    const plan = planFor(configWith({ strategy: 'active-active' }));
    const objectives = { ...plan.objectives, regionLoss: { rtoMinutes, rpoMinutes: 1 } };
    const app = createApp(
      { ...plan, objectives },
      { context: cdkContext, analyticsReporting: false },
    );
    outdirs.push(app.outdir);
    Validations.of(app).addPlugins(new HighAvailabilityChecks());
    accept(app);
    const printed = vi.spyOn(console, 'error').mockImplementation(() => {});
    let error: unknown;
    try {
      app.synth();
    } catch (thrown) {
      error = thrown;
    }
    printed.mockClear();
    const { pluginReports } = JSON.parse(
      readFileSync(join(app.outdir, 'validation-report.json'), 'utf8'),
    ) as { pluginReports: readonly { violations: readonly Violation[] }[] };
    const violations = pluginReports.flatMap((report) => report.violations);
    return { error, missed: violations.filter(({ ruleName }) => ruleName.includes('objective.')) };
  };
  const acknowledged = (reason: string) => (app: App) =>
    Validations.of(app).acknowledge({ id: objective, reason });

  /** Alarms that act after five periods. */
  const slowAlarms = (app: App) => {
    for (const node of app.node.findAll()) {
      if (!CfnAlarm.isCfnAlarm(node)) continue;
      node.evaluationPeriods = 5;
      node.datapointsToAlarm = 5;
    }
  };

  test('that the templates miss fail the synthesis: scenario, longest step, what saves most', () => {
    const { error, missed } = synthesizeWith(12, slowAlarms);
    expect(String(error)).toContain('ValidationFailed');
    expect(missed).toMatchObject([
      {
        ruleName: expect.stringContaining('objective.regionLoss.rtoMinutes'),
        severity: 'error',
        description: expect.stringMatching(
          /predicted, 12 min declared, .* too long: (?:writes|async) of region-loss:eu-west-1; the longest of it: \d.*/,
        ),
        violatingConstructs: [{ constructPath: 'evenkeel' }],
      },
    ]);
    expect(missed[0]?.suggestedFix).toMatch(/ DatapointsToAlarm from 5 to 3 saves 2 min/);
  });

  test('that they keep are not mentioned', () => {
    expect(synthesizeWith(20)).toEqual({ error: undefined, missed: [] });
  });

  test('are acknowledged as findings are, until the last day of it', () => {
    expect(synthesizeWith(10, acknowledged('until the drill'))).toEqual({
      error: undefined,
      missed: [],
    });
    expect(synthesizeWith(10, acknowledged('soon (until 2020-12-31)')).missed).toMatchObject([
      { severity: 'fatal', description: expect.stringContaining('has expired: soon') },
    ]);
  });
});
