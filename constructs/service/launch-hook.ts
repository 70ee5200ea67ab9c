import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ArnFormat, Duration, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import { wildcardFindings } from '../wildcard-findings.ts';

/** The name of the lifecycle hook that holds an instance back until it has started. */
const START_HOOK = 'start';

/**
 * Lets the instances of a group say that they have finished with a lifecycle action of theirs, and
 * of no other group.
 *
 * It exists before the group, so that the first instances are not denied what they ask for: it knows
 * the group by the beginning of the name that CloudFormation will give to it.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html
 */
export function allowLifecycleActions(
  scope: Construct,
  role: iam.IRole,
  group: autoscaling.AutoScalingGroup,
): void {
  const resource = group.node.defaultChild as autoscaling.CfnAutoScalingGroup;
  const { stackName } = Stack.of(scope);
  const arn = Stack.of(scope).formatArn({
    service: 'autoscaling',
    resource: 'autoScalingGroup',
    resourceName: `*:autoScalingGroupName/${stackName}-${resource.logicalId}-*`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  const policy = new iam.ManagedPolicy(scope, 'LifecyclePolicy', {
    description: 'Lets an instance say that it has started, or finished',
    roles: [role],
    statements: [
      new iam.PolicyStatement({
        actions: ['autoscaling:CompleteLifecycleAction'],
        resources: [arn],
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
  acknowledge(
    policy,
    'The policy exists before the group, whose id and the end of whose name nobody knows by then; what is left is the group of this name and stack',
    ...wildcardFindings(policy, [arn]),
  );
  resource.addResourceDependency(policy.node.defaultChild as iam.CfnManagedPolicy);
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
 * @param startupTime how long an instance may take until it is ready, from the beginning of its user
 *   data; booting until then, and telling the outcome afterwards, take three minutes at most
 */
export function holdUntilStarted(group: autoscaling.AutoScalingGroup, startupTime: Duration): void {
  group.addLifecycleHook('Start', {
    lifecycleHookName: START_HOOK,
    lifecycleTransition: autoscaling.LifecycleTransition.INSTANCE_LAUNCHING,
    heartbeatTimeout: startupTime.plus(Duration.minutes(3)),
    defaultResult: autoscaling.DefaultResult.ABANDON,
  });
}

/**
 * The commands that complete {@link START_HOOK} with the outcome in `exitCode`, for the instance in
 * `instance`. A call that fails, as when a whole fleet starts at once and is throttled, is repeated
 * for about a minute: it is the instance that would be lost. Without a hook they do no harm.
 */
export const completeStartHook: readonly string[] = [
  'again() { for pause in 1 2 4 8 16 32; do "$@" && return; sleep $((pause + RANDOM % 3)); done; "$@"; }',
  'if [ "$exitCode" -eq 0 ]; then result=CONTINUE; else result=ABANDON; fi',
  'read -r group state <<< "$(again aws autoscaling describe-auto-scaling-instances' +
    ' --instance-ids "$instance" --output text' +
    " --query 'AutoScalingInstances[0].[AutoScalingGroupName, LifecycleState]')\"",
  // Those that the group was created with are in service already.
  'case "$state" in Pending*) again aws autoscaling complete-lifecycle-action' +
    ` --lifecycle-action-result "$result" --lifecycle-hook-name ${START_HOOK}` +
    ' --auto-scaling-group-name "$group" --instance-id "$instance" ;; esac',
];
