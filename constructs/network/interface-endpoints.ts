import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { interfaceStatements } from './endpoint-policies.ts';

/**
 * What an instance needs to start, to read its configuration and secrets, to take work, to be
 * operated and to be observed, all without the internet.
 *
 * Left out, since an instance gets along without them: CloudFormation, since a signal that is lost
 * fails a deployment, which is rolled back, and costs no instance; KMS, which Secrets Manager, SQS and S3 call
 * themselves; STS, since the credentials of an instance come from its metadata service; EC2
 * Messages, which the SSM Agent has not used beside SSM Messages since version 3.3.40.0
 * (https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-setting-up-messageAPIs.html).
 */
export const INSTANCE_ENDPOINTS: readonly ec2.InterfaceVpcEndpointAwsService[] = Object.freeze([
  // configuration from Parameter Store, and inventory
  ec2.InterfaceVpcEndpointAwsService.SSM,
  // Session Manager and Run Command
  ec2.InterfaceVpcEndpointAwsService.SSM_MESSAGES,
  ec2.InterfaceVpcEndpointAwsService.SECRETS_MANAGER,
  ec2.InterfaceVpcEndpointAwsService.SQS,
  ec2.InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS,
  // metrics
  ec2.InterfaceVpcEndpointAwsService.CLOUDWATCH_MONITORING,
  // without which a new instance is not let into service
  ec2.InterfaceVpcEndpointAwsService.AUTOSCALING,
]);

interface InterfaceEndpointsProps {
  readonly vpc: ec2.IVpc;
  readonly cidr: string;
  readonly services: readonly ec2.InterfaceVpcEndpointAwsService[];
  readonly subnets: ec2.ISubnet[];
}

/**
 * Puts an endpoint of each service into the subnets, open to the VPC on its port, 443, alone, and to
 * requests of this account.
 */
export class InterfaceEndpoints extends Construct {
  /** Each endpoint by the name of its service. */
  readonly byService: ReadonlyMap<string, ec2.InterfaceVpcEndpoint>;

  constructor(
    scope: Construct,
    id: string,
    { vpc, cidr, services, subnets }: InterfaceEndpointsProps,
  ) {
    super(scope, id);

    const securityGroup = new ec2.SecurityGroup(this, 'SecurityGroup', {
      vpc,
      description: 'Interface endpoints: HTTPS from the VPC',
      allowAllOutbound: false,
    });
    securityGroup.addIngressRule(ec2.Peer.ipv4(cidr), ec2.Port.HTTPS, 'HTTPS from the VPC');

    this.byService = new Map(
      services.map((service) => {
        const endpoint = new ec2.InterfaceVpcEndpoint(this, service.shortName, {
          vpc,
          service,
          subnets: { subnets },
          securityGroups: [securityGroup],
          open: false,
        });
        for (const statement of interfaceStatements(this, service.shortName)) {
          endpoint.addToPolicy(statement);
        }
        return [service.shortName, endpoint];
      }),
    );
  }
}
