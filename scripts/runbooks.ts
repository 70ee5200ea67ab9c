import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CfnAlarm, CfnCompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { type App, Stack } from 'aws-cdk-lib/core';
import {
  RecoveryApproach,
  type RecoverySwitchStep,
  type RecoveryWorkflow,
  RegionSwitchPlan,
  recoveryCalls,
} from '../constructs/recovery/index.ts';
import { stageMinutes } from '../constructs/recovery/recovery-workflow.ts';
import { createApp } from '../lib/stacks/index.ts';
import { type EvenkeelConfig, planFor } from '../lib/strategies/index.ts';
import { configUnder, documented } from './sample.ts';

/**
 * Writes what the runbooks repeat: the steps of each strategy's plan, and the index of the alarms.
 * Both are read from the constructs, so that they cannot say anything else than what is deployed; a
 * test compares.
 */
const folder = join(import.meta.dirname, '../docs/runbooks');

/** Names that no sentence contains by chance, and what the runbooks call them. */
const recordName = 'record-name.example.com';
const name = 'the-name';
const [first, second] = ['eu-west-1', 'eu-central-1'] as const;
const config: EvenkeelConfig = {
  name,
  strategy: 'warm-standby',
  regions: [{ name: first }, { name: second }],
  domain: { zoneName: 'example.com', hostedZoneId: 'Z0123456789EXAMPLE', recordName },
  peakInstances: 4,
  workload: {
    commands: ['run'],
    workers: { commands: ['work'] },
    port: 8080,
    checks: { shallow: '/health' },
  },
  alerts: { page: ['https://page.example.com'], ticket: ['https://ticket.example.com'] },
  objectives: { availabilityPercent: 99 },
};

/** The generated parts by page and marker. */
export function generated(): Record<string, Record<string, string>> {
  const plans = documented.flatMap(({ name: strategy }) => {
    const planned = planFor(configUnder(strategy, config));
    const plan = planOf(createApp(planned, { analyticsReporting: false }));
    return plan === undefined ? [] : [{ strategy, plan }];
  });
  const sections = plans.map(({ strategy, plan }) => [strategy, planSection(strategy, plan)]);
  return {
    'failover.md': {
      ...Object.fromEntries(sections),
      steps: stepsThatFail(plans.flatMap(({ plan }) => plan.workflows)),
    },
    'alarms.md': { alarms: alarmIndex(createApp(planFor(config), { analyticsReporting: false })) },
  };
}

/**
 * A page with its generated parts put between their markers.
 *
 * @throws Error when a marker is missing
 */
export function withGenerated(page: string, parts: Readonly<Record<string, string>>): string {
  return Object.entries(parts).reduce((text, [marker, part]) => {
    const pattern = new RegExp(`(<!-- generated: ${marker} -->\n)[\\s\\S]*?(<!-- end -->)`);
    if (!pattern.test(text)) throw new Error(`there is no marker 'generated: ${marker}'`);
    return text.replace(pattern, (_, start, end) => `${start}\n${part}\n${end}`);
  }, page);
}

function planOf(app: App): RegionSwitchPlan | undefined {
  return app.node
    .findAll()
    .find((construct): construct is RegionSwitchPlan => construct instanceof RegionSwitchPlan);
}

function planSection(strategy: string, plan: RegionSwitchPlan): string {
  const approach =
    plan.plan.recoveryApproach === 'activeActive'
      ? RecoveryApproach.activeActive(first, second)
      : RecoveryApproach.activePassive(first, second);
  const waits = Math.max(...plan.workflows.map(waitsForPersonAfterMinutes));
  const intro =
    `### ${strategy}\n\n` +
    `If a step hangs, the execution waits for you ${waits} minutes after its start at the latest: ` +
    `start it that long before your objective is over (\`objectives.regionLoss\` of the config), and ` +
    'you are asked while it can still be met.\n';
  return withPlaceholders(
    [intro, ...plan.workflows.map((workflow) => workflowTable(workflow, approach))].join('\n'),
  );
}

/**
 * By when users are served, or somebody is asked why not: the timeouts of the steps that give them a
 * writer and move traffic. What is scaled besides may go on.
 */
export function waitsForPersonAfterMinutes({ stages }: RecoveryWorkflow): number {
  const serves = ({ action }: RecoverySwitchStep) =>
    action === 'promote-database' || action === 'shift-traffic';
  const last = stages.findLastIndex((steps) => steps.some(serves));
  const before = stages.slice(0, last).reduce((total, steps) => total + stageMinutes(steps), 0);
  return before + stageMinutes((stages[last] ?? []).filter(serves));
}

/** The steps of a workflow as a table. */
export function workflowTable(workflow: RecoveryWorkflow, approach: RecoveryApproach): string {
  // A standby is activated; of two that serve, the first is taken out, or in again.
  const target = approach.name === 'activePassive' ? second : first;
  const working = approach.workingRegion(workflow.action, target);
  const calls = recoveryCalls(approach, workflow, target);
  const rows = workflow.stages.flatMap((steps, stage) =>
    steps.map(({ name: step, timeoutMinutes, does }) => [
      `${stage + 1}`,
      `\`${step}\``,
      `${timeoutMinutes} min`,
      does,
      calls
        .filter((call) => call.step === step)
        .map(({ api, plane, region }) => {
          const where = region === working ? '' : `, ${region}`;
          return `${api} (${plane} plane${where})`;
        })
        .join(', '),
    ]),
  );
  return [
    `\`--action ${workflow.action}\`: ${workflow.description}.\n`,
    table([['', 'Step', 'Waits for you after', 'Does', 'Calls'], ...rows]),
  ].join('\n');
}

/** What a person does when a step fails, once for each step. */
export function stepsThatFail(workflows: readonly RecoveryWorkflow[]): string {
  const steps = workflows.flatMap(({ stages }) => stages.flat());
  const byName = new Map(steps.map(({ name: step, whenItFails }) => [step, whenItFails]));
  const rows = [...byName].map(([step, whenItFails]) => [`\`${step}\``, whenItFails]);
  return withPlaceholders(table([['Step', 'When it fails'], ...rows]));
}

/** Every alarm that tells somebody or is weighed, with its channel and its section. */
export function alarmIndex(app: App): string {
  const rows = app.node.findAll().flatMap((resource) => {
    const isAlarm =
      CfnAlarm.isCfnAlarm(resource) || CfnCompositeAlarm.isCfnCompositeAlarm(resource);
    if (!isAlarm || resource.alarmDescription === undefined) return [];
    const stack = Stack.of(resource);
    const actions = JSON.stringify(stack.resolve(resource.alarmActions) ?? '');
    const link = /runbooks\/(\S+)/.exec(resource.alarmDescription)?.[1] ?? '';
    const severity = /AlertsPage/.test(actions)
      ? 'page'
      : /AlertsTicket/.test(actions)
        ? 'ticket'
        : 'evidence';
    return [{ id: alarmId(resource.node.path), severity, link, stack: stackId(stack) }];
  });
  const lines = rows
    .filter(({ severity }) => severity !== 'evidence')
    .map(({ id, severity, link, stack }) => [
      severity,
      `\`${id}\``,
      stack,
      `[${link.slice(link.indexOf('#') + 1).replaceAll('-', ' ')}](${link.replace('alarms.md', '')})`,
    ]);
  const unique = new Map(lines.map((line) => [line.join(), line])).values();
  const sorted = [...unique].sort((a, b) => (a.join() < b.join() ? -1 : 1));
  return table([['Tells by', 'Alarm', 'In', 'Section'], ...sorted]);
}

/** The path of an alarm, with ZONE, REGION and NAME for what is different in each. */
function alarmId(path: string): string {
  return path
    .split('/')
    .slice(2)
    .filter((part) => !['Resource', 'Observability'].includes(part))
    .join('/')
    .replaceAll(/(eu-west-1|eu-central-1)[abc]/g, 'ZONE')
    .replaceAll(/(eu-west-1|eu-central-1)/g, 'REGION')
    .replaceAll(recordName, 'RECORD_NAME')
    .replaceAll(/Certificate\d/g, 'Certificate');
}

function stackId({ stackName }: Stack): string {
  return stackName.replace(/^.*(eu-west-1|eu-central-1)-/, '').replace(`${name}-`, '');
}

function withPlaceholders(text: string): string {
  return text.replaceAll(recordName, 'RECORD_NAME').replaceAll(name, 'NAME');
}

function table([head = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return `${[line(head), `|${head.map(() => '---|').join('')}`, ...rows.map(line)].join('\n')}\n`;
}

if (import.meta.main) {
  for (const [page, parts] of Object.entries(generated())) {
    const file = join(folder, page);
    writeFileSync(file, withGenerated(readFileSync(file, 'utf8'), parts));
  }
}
