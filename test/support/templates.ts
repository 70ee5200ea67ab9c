import { CloudAssembly } from 'aws-cdk-lib/cx-api';
import type { Overrides } from '../../lib/config/index.ts';
import { type EvenkeelConfig, type Plan, planFor } from '../../lib/strategies/index.ts';
import { assemblyOf } from './assemblies.ts';

/** A resource as the template has it. */
export interface Resource {
  readonly Type: string;
  // A template is whatever its author wrote; tests name the properties that they look at.
  // biome-ignore lint/suspicious/noExplicitAny: JSON of unknown shape
  readonly Properties?: any;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  // biome-ignore lint/suspicious/noExplicitAny: JSON of unknown shape
  readonly [attribute: string]: any;
}

export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs?: Readonly<Record<string, Output>>;
  readonly Parameters?: Readonly<
    Record<string, { readonly Type: string; readonly Default?: string }>
  >;
}

export interface Output {
  readonly Value: unknown;
  readonly Export?: { readonly Name: string };
}

/** A stack of a synthesized architecture. */
export interface SynthesizedStack {
  readonly name: string;
  readonly region: string;
  readonly terminationProtection: boolean;
  readonly dependencies: readonly string[];
  readonly template: Template;
}

/** Synthesizes a config, in the order of deployment. */
export function synthesize(
  config: EvenkeelConfig,
  { context = {}, ...overrides }: Overrides & { readonly context?: Record<string, unknown> } = {},
): SynthesizedStack[] {
  return synthesizePlan(planFor(config, overrides), context);
}

/** The same for a plan, which may be one that no config leads to. */
export function synthesizePlan(
  plan: Plan,
  context: Record<string, unknown> = {},
): SynthesizedStack[] {
  const stacks = new CloudAssembly(assemblyOf(plan, context)).stacksRecursively;
  const names = new Map(stacks.map(({ id, stackName }) => [id, stackName]));
  return stacks.map((stack) => ({
    name: stack.stackName,
    region: stack.environment.region,
    terminationProtection: stack.terminationProtection ?? false,
    dependencies: stack.dependencies.flatMap(({ id }) => names.get(id) ?? []).sort(),
    template: stack.template,
  }));
}

/** The resources of a type, with their logical ids. */
export function resourcesOf(template: Template, type: string): [string, Resource][] {
  return Object.entries(template.Resources).filter(([, resource]) => resource.Type === type);
}

/** The template without what changes when neither the architecture nor a reader would notice. */
export function normalizeTemplate(template: Template): unknown {
  const { Parameters, Rules, ...rest } = template as Template & Record<string, unknown>;
  const parameters = without(Parameters, 'BootstrapVersion');
  const rules = without(Rules, 'CheckBootstrapVersion');
  const kept = {
    ...rest,
    ...(Object.keys(parameters).length > 0 && { Parameters: parameters }),
    ...(Object.keys(rules).length > 0 && { Rules: rules }),
  };
  return JSON.parse(JSON.stringify(kept).replace(/[0-9a-f]{64}/g, '<asset-hash>'));
}

function without(section: unknown, key: string): Record<string, unknown> {
  const { [key]: _, ...others } = (section ?? {}) as Record<string, unknown>;
  return others;
}

/**
 * What a reviewer reads instead of a template: a line for each resource, with its logical id, what
 * becomes of it when it is removed, and the properties that availability rests on.
 */
export function resourceLines(template: Template): string {
  const lines = Object.entries(template.Resources).map(([logicalId, resource]) =>
    [
      resource.Type,
      logicalId,
      resource.DeletionPolicy && `deletion=${resource.DeletionPolicy}`,
      ...telling.flatMap((name) => {
        const value = resource.Properties?.[name];
        return value === undefined || typeof value === 'object' ? [] : `${name}=${value}`;
      }),
      ...(resource.Properties?.RecordSets ?? []).map(recordLine),
    ]
      .filter(Boolean)
      .join('  '),
  );
  return `${lines.sort().join('\n')}\n`;
}

function recordLine(record: Record<string, unknown> & { AliasTarget?: { DNSName: string } }) {
  const policy = [record.Failover, record.Region && 'LATENCY', record.HealthCheckId && 'checked'];
  return `${record.Name}->${record.AliasTarget?.DNSName} ${policy.filter(Boolean).join(' ')}`.trim();
}

/** The properties that say, in one word each, how much of a thing there is and where. */
const telling = [
  'AvailabilityZone',
  'CidrBlock',
  'MinSize',
  'MaxSize',
  'HealthCheckType',
  'DBInstanceClass',
  'PromotionTier',
  'EngineVersion',
  'GlobalClusterIdentifier',
  'EnableGlobalWriteForwarding',
  'BackupRetentionPeriod',
  'DeletionProtection',
  'NumCacheClusters',
  'AutomaticFailoverEnabled',
  'MultiAZEnabled',
  'VisibilityTimeout',
  'MessageRetentionPeriod',
  'Threshold',
  'TreatMissingData',
];
