import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { InstanceWorkload } from './instance-workload.ts';
import { sendTraces } from './trace-agent.ts';

/**
 * Defines the role of the instances of a group: Session Manager may reach them, the CloudWatch
 * agent may publish metrics and, of a workload that emits them, traces, and whatever is granted to the role joins one managed policy.
 *
 * A managed policy rather than the inline one of `iam.Role`, since the NIST, HIPAA and PCI packs
 * accept no inline policies, whoever adds the grant.
 */
export class InstanceRole extends iam.Role {
  private readonly policy: iam.ManagedPolicy;

  constructor(scope: Construct, id: string, { traces }: Pick<InstanceWorkload, 'traces'>) {
    super(scope, id, { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });

    this.policy = new iam.ManagedPolicy(this, 'Policy', {
      description: 'What the instances of the group may do',
      statements: [
        // Only Session Manager, without the parameters of the whole account that
        // AmazonSSMManagedInstanceCore may read.
        // https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-create-iam-instance-profile.html
        new iam.PolicyStatement({
          actions: [
            'ssm:UpdateInstanceInformation',
            'ssmmessages:CreateControlChannel',
            'ssmmessages:CreateDataChannel',
            'ssmmessages:OpenControlChannel',
            'ssmmessages:OpenDataChannel',
          ],
          resources: ['*'],
        }),
        new iam.PolicyStatement({
          actions: ['cloudwatch:PutMetricData'],
          resources: ['*'],
          conditions: { StringEquals: { 'cloudwatch:namespace': 'CWAgent' } },
        }),
        ...(traces ? [sendTraces()] : []),
      ],
    });
    acknowledge(
      this.policy,
      'The channels of Session Manager, X-Ray and metrics have no resources to name, the metrics are ' +
        'limited to the namespace of the CloudWatch agent, and an instance tells of itself, whose id ' +
        'nobody knows beforehand',
      'AwsSolutions-IAM5[Resource::*]',
    );
    this.addManagedPolicy(this.policy);
  }

  override addToPrincipalPolicy(statement: iam.PolicyStatement): iam.AddToPrincipalPolicyResult {
    return this.policy.grantPrincipal.addToPrincipalPolicy(statement);
  }
}
