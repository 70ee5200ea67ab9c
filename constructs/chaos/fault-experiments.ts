import type * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import type { aws_cloudwatch as cloudwatch } from 'aws-cdk-lib/interfaces';
import { Construct } from 'constructs';
import { admit, logGroups } from '../security/key-users.ts';
import { validateProps } from '../validation.ts';
import type { Experiment } from './experiment.ts';
import { experimentRules } from './experiment-rules.ts';
import { FaultExperiment } from './fault-experiment.ts';

/** Properties of {@link FaultExperiments}. */
export interface FaultExperimentsProps {
  /** The service: the value of the tag by which its resources are found, see `allowFaultInjection`. */
  readonly service: string;

  /** The experiments, for example `[randomInstanceTermination(), writerFailover()]`. */
  readonly experiments: readonly Experiment[];

  /**
   * In alarm when users are hurt, one to five, in this Region: each ends a running experiment.
   */
  readonly stopAlarms: readonly cloudwatch.IAlarmRef[];

  /**
   * Encrypts the log. What its policy lacks for CloudWatch Logs is added, or, to an imported key's,
   * named in a warning.
   */
  readonly encryptionKey: kms.IKey;

  /**
   * Where FIS puts a report of each experiment, below the experiment's name. A report has a price
   * of its own.
   *
   * @default - none; the log has every step
   */
  readonly reportBucket?: s3.IBucket | undefined;

  /**
   * What becomes of the log when it leaves the stack.
   *
   * @default RemovalPolicy.RETAIN - it shows that experiments were run, and what they did
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * Defines the experiments that are run against a service in a Region: AWS FIS experiment templates.
 * Nothing runs before somebody, or a `GameDay`, starts it.
 *
 * It guarantees that each experiment
 *
 * - ends when users are hurt: every template has the stop alarms
 *   (https://docs.aws.amazon.com/fis/latest/userguide/stop-conditions.html);
 * - fails when there is nothing to disturb, and never passes for that reason;
 * - finds resources by the tags of this service alone, and its role can change no others;
 * - says what is expected, in its description and as plain data: `experiments`;
 * - leaves a log.
 *
 * @throws Error that lists every mistake in the props
 */
export class FaultExperiments extends Construct {
  /** The experiments, by name. */
  readonly experiments: ReadonlyMap<string, FaultExperiment>;

  /** Where they log. */
  readonly logGroup: logs.LogGroup;

  constructor(scope: Construct, id: string, props: FaultExperimentsProps) {
    super(scope, id);
    validateProps(this, props, experimentRules);
    const { service, stopAlarms, encryptionKey, reportBucket } = props;
    admit(this, encryptionKey, logGroups);
    this.logGroup = new logs.LogGroup(this, 'Logs', {
      encryptionKey,
      // PCI DSS 3.2.1, requirement 10.7: a year of audit trail.
      retention: logs.RetentionDays.ONE_YEAR,
      removalPolicy: props.removalPolicy ?? RemovalPolicy.RETAIN,
    });
    this.experiments = new Map(
      props.experiments.map((experiment) => [
        experiment.name,
        new FaultExperiment(this, experiment.name, {
          experiment,
          service,
          stopAlarms,
          logGroup: this.logGroup,
          reportBucket,
        }),
      ]),
    );
  }
}
