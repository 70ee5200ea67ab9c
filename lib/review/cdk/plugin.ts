import { dirname } from 'node:path';
import type {
  IPolicyValidationContext,
  IPolicyValidationPlugin,
  PolicyValidationPluginReport,
  PolicyViolatingResource,
  PolicyViolation,
} from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import { formatProblem, load } from '../../assembly/index.ts';
import { VERSION } from '../../formats/index.ts';
import type { ReviewOptions } from '../config.ts';
import { type Review, review, rulesLeftOut } from '../engine.ts';
import { levelsOf } from '../presets.ts';
import { createProfile, type Profile, withDeclaration } from '../profile.ts';
import { stageNote } from '../reports/words.ts';
import type { Acknowledgement, Finding, Rule } from '../rule.ts';
import { rules as allRules } from '../rules/index.ts';
import { PLUGIN_NAME, toAcknowledgements } from './acknowledged-rules.ts';
import { missedObjectives } from './missed-objectives.ts';

/** Options of `HighAvailabilityChecks`: what `evenkeel review --config` takes, less the stacks. */
export interface HighAvailabilityChecksProps extends ReviewOptions {}

/**
 * Reviews all stacks of an app for high availability when it is synthesized:
 *
 * ```ts
 * import { App, Validations } from 'aws-cdk-lib/core';
 * import { HighAvailabilityChecks } from 'evenkeel/review';
 *
 * const app = new App();
 * Validations.of(app).addPlugins(new HighAvailabilityChecks());
 * ```
 *
 * Errors fail the synthesis, warnings are reported. Acknowledge a finding where it is caused, with
 * a reason, and where it is for a time only, with its last day:
 *
 * ```ts
 * import { App, Stack, Validations } from 'aws-cdk-lib/core';
 *
 * const batch = new Stack(new App(), 'Batch');
 * Validations.of(batch).acknowledge({
 *   id: 'evenkeel::HA-ASG-1',
 *   reason: 'a batch job may wait (until 2027-01-31)',
 * });
 * ```
 *
 * What an assembly declares in `evenkeel.json` of the loss of a Region, and of what it survives, is
 * held against a prediction from its own templates. An objective that they miss is an error, to be
 * acknowledged as one: `evenkeel::objective.regionLoss.rtoMinutes`.
 *
 * Register it on the app: on a stage, it would still review the whole app.
 * https://docs.aws.amazon.com/cdk/v2/guide/policy-validation-synthesis.html
 */
export class HighAvailabilityChecks implements IPolicyValidationPlugin {
  /** The name under which CDK reports it, and in front of rule IDs in acknowledgements. */
  readonly name = PLUGIN_NAME;
  /** The version of the rules, which is that of the package. */
  readonly version = VERSION;
  /** The rules that it applies. */
  readonly ruleIds = allRules.map(({ id }) => id);
  readonly #options: ReviewOptions;

  /** @param options all of them are optional */
  constructor(options: HighAvailabilityChecksProps = {}) {
    this.#options = options;
  }

  /** Called by CDK when the templates are written. */
  validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    const { appConstruct, templatePaths } = context;
    const { outdir = dirname(templatePaths[0] ?? '.') } = appConstruct as { outdir?: string };
    const { graph, declaration, problems } = load([outdir]);
    const errors = problems.filter(({ severity }) => severity === 'error');
    if (errors.length > 0) return { success: false, violations: errors.map(toInputViolation) };

    const options = withDeclaration(this.#options, declaration);
    const { acknowledgements = [] } = options;
    const { preset, rules } = levelsOf(allRules, options);
    const strict = options.strict === true || preset === 'strict';
    const profile = createProfile(options, graph);
    const today = new Date().toISOString().slice(0, 10);
    const result = review({ graph, rules, profile, acknowledgements, today });
    const expired = acknowledgedIn(appConstruct).filter(
      ({ expires }) => (expires ?? today) < today,
    );
    const constructPath = commonPath(graph.stacks);
    const violations = [
      ...toStageNote(rulesLeftOut(rules, profile), profile, constructPath),
      ...toViolations(result, strict, expired, constructPath),
      ...missedObjectives({ graph, declaration, constructPath, isStrict: strict, expired }),
    ];
    return {
      success: !violations.some(({ severity }) => severity === 'error' || severity === 'fatal'),
      pluginVersion: VERSION,
      violations,
      metadata: toMetadata(result),
    };
  }
}

/** What is acknowledged anywhere in the app, on stages and the app itself as well. */
function acknowledgedIn(root: IConstruct): readonly Acknowledgement[] {
  return root.node
    .findAll()
    .flatMap(({ node }) => node.metadata.flatMap((entry) => toAcknowledgements(node.path, entry)));
}

/**
 * One violation for each rule and message. CDK matches them with its acknowledgements; what was
 * acknowledged until a day that has passed is `fatal`, which none matches.
 */
function toViolations(
  { findings }: Review,
  isStrict: boolean,
  expired: readonly Acknowledgement[],
  appPath: string,
): PolicyViolation[] {
  const reported = findings.filter(
    ({ status, severity }) =>
      (status === 'fail' && severity !== 'info') || (status === 'unknown' && isStrict),
  );
  const groups = Map.groupBy(reported, (finding) => {
    const lapsed = lapsedOf(finding, expired);
    return JSON.stringify([finding.rule.id, finding.status, finding.message, lapsed?.reason]);
  });
  return [...groups.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const { rule, status, severity, message } = first;
    const lapsed = lapsedOf(first, expired);
    const ending =
      lapsed === undefined ? '' : ` (its acknowledgement has expired: ${lapsed.reason})`;
    return {
      ruleName: rule.id,
      description: `${rule.title}: ${message}${ending}`,
      severity: lapsed !== undefined ? 'fatal' : status === 'unknown' ? 'warning' : severity,
      fix: rule.fix,
      ruleMetadata: { wellArchitected: rule.wellArchitected.join(', '), docs: rule.docs[0] },
      violatingResources: same.map((finding) => toResource(finding, appPath)),
    };
  });
}

function lapsedOf(
  { rule, resource, stack }: Finding,
  expired: readonly Acknowledgement[],
): Acknowledgement | undefined {
  const path = resource?.constructPath ?? stack?.constructPath ?? '';
  return expired.find(
    (one) => one.rule === rule.id && `${path}/`.startsWith(one.resource && `${one.resource}/`),
  );
}

/** Said once, of all stacks: rules that are left out would else read as passes. */
function toStageNote(
  leftOut: readonly Rule[],
  profile: Profile,
  constructPath: string,
): PolicyViolation[] {
  const note = stageNote({ leftOut: leftOut.map(({ id }) => id), profile });
  if (note === undefined) return [];
  return [
    {
      ruleName: 'stage',
      description: note,
      severity: 'info',
      violatingResources: [{ constructPath, locations: [] }],
    },
  ];
}

/** CDK finds the construct, and with it the line that made it, by template and logical ID. */
function toResource(finding: Finding, appPath: string): PolicyViolatingResource {
  const { resource, stack, property } = finding;
  if (resource === undefined) {
    return { constructPath: stack?.constructPath ?? appPath, locations: [] };
  }
  const locations = property.length === 0 ? [] : [['Properties', ...property].join('.')];
  const templatePath = resource.stack.template.file;
  return { resourceLogicalId: resource.logicalId, templatePath, locations };
}

function toInputViolation(problem: Parameters<typeof formatProblem>[0]): PolicyViolation {
  return {
    ruleName: 'input',
    description: formatProblem(problem),
    severity: 'error',
    violatingResources: [{ templatePath: problem.file, constructPath: '', locations: [] }],
  };
}

/** Coverage, and what options acknowledge: CDK's report knows its own acknowledgements only. */
function toMetadata({ findings, coverage }: Review): Record<string, string> {
  const applied = coverage.filter(({ evaluated }) => evaluated > 0).length;
  const accepted = findings.filter(({ status }) => status === 'acknowledged');
  return {
    coverage: `${applied} of ${coverage.length} rules applied`,
    ...Object.fromEntries(
      accepted.map(({ rule, resource, stack, acknowledgement }) => [
        `acknowledged ${rule.id} ${resource?.constructPath ?? stack?.constructPath ?? ''}`,
        acknowledgement?.reason ?? '',
      ]),
    ),
  };
}

/** The path of the stage around all stacks: where findings about the whole can be acknowledged. */
function commonPath(stacks: readonly { readonly assembly: string }[]): string {
  const [first = '', ...others] = new Set(stacks.map(({ assembly }) => assembly));
  return others.length === 0 ? first : '';
}
