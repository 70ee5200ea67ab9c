import type {
  IPolicyValidationContext,
  PolicyValidationPluginReport,
  Stage,
} from 'aws-cdk-lib/core';
import { NagPack } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { PLUGIN_NAME } from './acknowledged-rules.ts';
import { HighAvailabilityChecks, type HighAvailabilityChecksProps } from './plugin.ts';

/**
 * The same review as a pack for cdk-nag 3, for code that takes packs. Unlike other packs, it does
 * not fail for warnings, and what is acknowledged stays in CDK's report.
 *
 * ```ts
 * import { App, Validations } from 'aws-cdk-lib/core';
 * import { HighAvailabilityPack } from 'evenkeel/cdk-nag';
 *
 * const app = new App();
 * Validations.of(app).addPlugins(new HighAvailabilityPack());
 * ```
 */
export class HighAvailabilityPack extends NagPack {
  /** The name under which CDK reports it, and in front of rule IDs in acknowledgements. */
  readonly name = PLUGIN_NAME;
  readonly #checks: HighAvailabilityChecks;

  /** @param options all of them are optional */
  constructor(options: HighAvailabilityChecksProps = {}) {
    super();
    this.packName = PLUGIN_NAME;
    this.#checks = new HighAvailabilityChecks(options);
  }

  /** Called by CDK when the templates are written. */
  override validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    return this.#checks.validate(context);
  }

  /** Synthesizes the app around a scope and reviews it, for tests. */
  override validateScope(scope: IConstruct): PolicyValidationPluginReport {
    const app = scope.node.root as Stage;
    const { stacksRecursively: stacks } = app.synth();
    const stackTemplates = stacks.map((stack) => ({
      stackConstructPath: stack.hierarchicalId,
      templatePath: stack.templateFullPath,
      accountId: stack.environment.account,
      region: stack.environment.region,
    }));
    const templatePaths = stackTemplates.map(({ templatePath }) => templatePath);
    return this.#checks.validate({ appConstruct: app, stackTemplates, templatePaths });
  }

  /** Nothing: rules about several resources are not asked resource by resource. */
  protected override checkResource(): void {}
}
