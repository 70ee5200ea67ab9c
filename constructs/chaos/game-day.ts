import * as iam from 'aws-cdk-lib/aws-iam';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import { Stack } from 'aws-cdk-lib/core';
import type { aws_fis as fis } from 'aws-cdk-lib/interfaces';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import { wildcardFindings } from '../wildcard-findings.ts';
import { START_EXPERIMENT, startedBy } from './start-experiment.ts';

/** Properties of a {@link GameDay}. */
export interface GameDayProps {
  /** The experiment to start: one of `FaultExperiments`, or a template that you have. */
  readonly experiment: fis.IExperimentTemplateRef;

  /**
   * When.
   *
   * @default - the first Tuesday of the month at 10:00 UTC: people are there, and stay for a while
   */
  readonly schedule?: scheduler.ScheduleExpression;

  /**
   * Whether it starts.
   *
   * @default false - a drill is announced first; enable it once the experiment was run by hand
   */
  readonly enabled?: boolean;
}

/** What starts late is better not started: nobody expects it any more. */
const LATEST_START_SECONDS = 900;

/**
 * Starts an experiment on a schedule: a game day that does not depend on somebody's memory. It is
 * off until it is enabled.
 *
 * @see https://docs.aws.amazon.com/fis/latest/userguide/schedule-experiment.html
 */
export class GameDay extends Construct {
  /** The schedule. */
  readonly schedule: scheduler.Schedule;

  constructor(scope: Construct, id: string, props: GameDayProps) {
    super(scope, id);
    const stack = Stack.of(this);
    const { experimentTemplateId } = props.experiment.experimentTemplateRef;
    const { role, policy } = starter(this, experimentTemplateId);

    this.schedule = new scheduler.Schedule(this, 'Default', {
      description: `Starts ${props.experiment.node.id}`,
      schedule:
        props.schedule ??
        scheduler.ScheduleExpression.cron({ weekDay: 'TUE#1', hour: '10', minute: '0' }),
      enabled: props.enabled ?? false,
      target: {
        bind: () => ({
          arn: `arn:${stack.partition}:scheduler:::aws-sdk:fis:startExperiment`,
          role,
          // The id of the schedule's execution makes a second attempt the same start.
          input: scheduler.ScheduleTargetInput.fromObject({
            ClientToken: scheduler.ContextAttribute.executionId,
            ExperimentTemplateId: experimentTemplateId,
          }),
          retryPolicy: { maximumEventAgeInSeconds: LATEST_START_SECONDS, maximumRetryAttempts: 3 },
        }),
      },
    });
    this.schedule.node.addDependency(policy);
  }
}

function starter(scope: Construct, templateId: string) {
  const stack = Stack.of(scope);
  const resources = startedBy(scope, templateId);
  const role = new iam.Role(scope, 'Role', {
    description: 'Starts an experiment on a schedule',
    // https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
    assumedBy: new iam.ServicePrincipal('scheduler.amazonaws.com', {
      conditions: {
        StringEquals: {
          'aws:SourceAccount': stack.account,
          'aws:SourceArn': stack.formatArn({
            service: 'scheduler',
            resource: 'schedule-group',
            resourceName: 'default',
          }),
        },
      },
    }),
  });
  const policy = new iam.ManagedPolicy(scope, 'Policy', {
    description: 'What starting one experiment needs',
    roles: [role],
    statements: [
      new iam.PolicyStatement({
        actions: [START_EXPERIMENT],
        resources,
      }),
    ],
  });
  acknowledge(
    policy,
    'StartExperiment is authorized on the template and on the experiment that it creates, whose id nobody knows beforehand: https://docs.aws.amazon.com/fis/latest/userguide/security_iam_id-based-policy-examples.html',
    ...wildcardFindings(scope, resources),
  );
  return { role, policy };
}
