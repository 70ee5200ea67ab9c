import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Duration } from 'aws-cdk-lib/core';
import type { Construct, IDependable } from 'constructs';
import { acknowledge } from '../acknowledge.ts';

/** The name of the lifecycle hook that holds an instance back until it has started. */
export const START_HOOK = 'start';

/**
 * Lets the instances of a group say that they have finished with a lifecycle action of theirs.
 *
 * A policy of its own, attached from outside: those of the role exist before the group, which this
 * one names. A second call returns the policy of the first.
 */
export function allowLifecycleActions(
  scope: Construct,
  role: iam.IRole,
  group: autoscaling.AutoScalingGroup,
): iam.ManagedPolicy {
  const id = 'LifecyclePolicy';
  const existing = scope.node.tryFindChild(id);
  if (existing instanceof iam.ManagedPolicy) return existing;
  const resource = group.node.defaultChild as autoscaling.CfnAutoScalingGroup;
  const policy = new iam.ManagedPolicy(scope, id, {
    description: 'Lets an instance say that it has started, or finished',
    roles: [role],
    statements: [
      new iam.PolicyStatement({
        actions: ['autoscaling:CompleteLifecycleAction'],
        resources: [resource.attrAutoScalingGroupArn],
      }),
      new iam.PolicyStatement({
        actions: ['autoscaling:DescribeAutoScalingInstances'],
        resources: ['*'],
      }),
    ],
  });
  acknowledge(
    policy,
    'An instance asks which group it belongs to; autoscaling:DescribeAutoScalingInstances supports ' +
      'no resource-level permissions and changes nothing',
    'AwsSolutions-IAM5[Resource::*]',
  );
  return policy;
}

/**
 * Holds each new instance back until it says that it has started: it neither counts as in service
 * nor gets requests before, and one that fails to start, or says nothing in time, is terminated.
 *
 * An instance refresh knows nothing of `cfn-signal`; this is what it waits for instead:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html#cfn-attributes-updatepolicy-instancerefresh-readiness
 *
 * The hook is created after the group, so the instances that the group is created with are waited
 * for by their signals alone.
 *
 * @param timeout how long an instance may say nothing
 * @param permission what lets instances complete the hook; the hook waits for it
 */
export function holdUntilStarted(
  group: autoscaling.AutoScalingGroup,
  timeout: Duration,
  permission: IDependable,
): void {
  const hook = group.addLifecycleHook('Start', {
    lifecycleHookName: START_HOOK,
    lifecycleTransition: autoscaling.LifecycleTransition.INSTANCE_LAUNCHING,
    heartbeatTimeout: timeout,
    defaultResult: autoscaling.DefaultResult.ABANDON,
  });
  hook.node.addDependency(permission);
}

/**
 * The commands that complete {@link START_HOOK} with the outcome in `exitCode`, for the instance in
 * `instance`. Without a hook, or permission, they fail and do no harm.
 */
export const completeStartHook: readonly string[] = [
  'if [ "$exitCode" -eq 0 ]; then result=CONTINUE; else result=ABANDON; fi',
  'group=$(aws autoscaling describe-auto-scaling-instances --instance-ids "$instance"' +
    " --query 'AutoScalingInstances[0].AutoScalingGroupName' --output text)",
  'aws autoscaling complete-lifecycle-action --lifecycle-action-result "$result"' +
    ` --lifecycle-hook-name ${START_HOOK} --auto-scaling-group-name "$group" --instance-id "$instance"`,
];
