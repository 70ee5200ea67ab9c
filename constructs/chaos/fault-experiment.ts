import { CfnExperimentTemplate } from 'aws-cdk-lib/aws-fis';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as logs from 'aws-cdk-lib/aws-logs';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type { aws_cloudwatch as cloudwatch, aws_fis as fis } from 'aws-cdk-lib/interfaces';
import { Construct } from 'constructs';
import { environmentOf } from '../inputs/resource.ts';
import type { Experiment } from './experiment.ts';
import { ExperimentRole } from './experiment-role.ts';
import { describe } from './experiment-rules.ts';
import { faultInjectionTags } from './fault-injection-tags.ts';
import { START_EXPERIMENT, startedBy } from './start-experiment.ts';

/** What is the same for all experiments of a Region. */
export interface FaultExperimentProps {
  /** What it does and is expected to show. */
  readonly experiment: Experiment;
  /** The name of the service: only resources that are tagged with it are disturbed. */
  readonly service: string;
  /** The alarms that stop it. */
  readonly stopAlarms: readonly cloudwatch.IAlarmRef[];
  /** Where AWS FIS writes what it did, and when. */
  readonly logGroup: logs.ILogGroup;
  /** Where the report goes; `undefined`: there is none. */
  readonly reportBucket: s3.IBucket | undefined;
}

/** One experiment: its template, and the role as which it runs. See {@link FaultExperiments}. */
export class FaultExperiment extends Construct implements fis.IExperimentTemplateRef {
  /** What it does and is expected to show, as plain data. */
  readonly experiment: Experiment;
  /** The experiment template. */
  readonly template: CfnExperimentTemplate;
  /** What refers to the template. */
  readonly experimentTemplateRef: fis.ExperimentTemplateReference;
  /** The environment of its stack. */
  readonly env = environmentOf(this);

  constructor(scope: Construct, id: string, props: FaultExperimentProps) {
    super(scope, id);
    const { experiment, service, stopAlarms, logGroup, reportBucket } = props;
    const { role, policy } = new ExperimentRole(this, 'Role', {
      experiment,
      service,
      reportBucket,
    });
    this.experiment = experiment;
    // The CDK has no L2s of AWS FIS.
    this.template = new CfnExperimentTemplate(this, 'Resource', {
      description: describe(experiment),
      roleArn: role.roleArn,
      targets: mapValues(experiment.targets, ({ filters, parameters, taggedFor, ...target }) => ({
        ...target,
        resourceTags: { ...faultInjectionTags(service, taggedFor) },
        ...(filters && {
          filters: filters.map(({ path, values }) => ({ path, values: [...values] })),
        }),
        ...(parameters && { parameters: { ...parameters } }),
      })),
      actions: mapValues(experiment.actions, ({ targets, parameters, startAfter, ...action }) => ({
        ...action,
        targets: { ...targets },
        ...(parameters && { parameters: { ...parameters } }),
        ...(startAfter && { startAfter: [...startAfter] }),
      })),
      stopConditions: stopAlarms.map(({ alarmRef }) => ({
        source: 'aws:cloudwatch:alarm',
        value: alarmRef.alarmArn,
      })),
      // Nothing to disturb proves nothing: the experiment fails instead of passing.
      experimentOptions: { accountTargeting: 'single-account', emptyTargetResolutionMode: 'fail' },
      logConfiguration: {
        logSchemaVersion: 2,
        cloudWatchLogsConfiguration: { LogGroupArn: logGroup.logGroupArn },
      },
      ...(reportBucket && {
        experimentReportConfiguration: {
          outputs: {
            experimentReportS3Configuration: {
              bucketName: reportBucket.bucketName,
              prefix: experiment.name,
            },
          },
        },
      }),
      tags: { Name: `${service} ${experiment.name}` },
    });
    this.template.node.addDependency(policy);
    this.experimentTemplateRef = this.template.experimentTemplateRef;
  }

  /** Lets `grantee` start the experiment, and no other one. */
  grantStart(grantee: iam.IGrantable): iam.Grant {
    return iam.Grant.addToPrincipal({
      grantee,
      actions: [START_EXPERIMENT],
      resourceArns: startedBy(this, this.experimentTemplateRef.experimentTemplateId),
    });
  }
}

function mapValues<In, Out>(
  entries: Readonly<Record<string, In>>,
  change: (value: In) => Out,
): Record<string, Out> {
  return Object.fromEntries(Object.entries(entries).map(([key, value]) => [key, change(value)]));
}
