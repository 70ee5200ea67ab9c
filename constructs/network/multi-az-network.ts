import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Annotations, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import { RegionalKey } from '../security/regional-key.ts';
import { meanwhile } from '../unknown.ts';
import { validateProps } from '../validation.ts';
import { dynamoDbStatements, s3Statements } from './endpoint-policies.ts';
import { FlowLogs } from './flow-logs.ts';
import { INSTANCE_ENDPOINTS, InterfaceEndpoints } from './interface-endpoints.ts';
import { rules } from './network-rules.ts';
import { subnetLayout } from './subnet-layout.ts';

/** Properties of a {@link MultiAzNetwork}. */
export interface MultiAzNetworkProps {
  /**
   * The names of the AZs, such as `eu-west-1a`: two or more, three to keep redundancy while one is
   * lost. They are never looked up. An AZ that is added later goes to the end of the list.
   */
  readonly availabilityZones: readonly string[];

  /**
   * The IPv4 block of the VPC, such as `10.0.0.0/16`: a prefix from /16 on. Blocks of networks
   * that are to reach each other must not overlap.
   */
  readonly cidr: string;

  /**
   * The addresses that instances need at the peak, all AZs together, with those that run beside
   * each other while instances are replaced. The private subnets of the survivors of an AZ have
   * room for all of them.
   *
   * @default 200: a peak of 100 instances, each with its replacement beside it. Every block from
   *   /16 to /22 holds them.
   */
  readonly peakAddresses?: number;

  /**
   * The AWS services that the VPC reaches without the internet, each through an interface endpoint
   * with an address in every AZ. `[]` for none. S3 and DynamoDB have gateway endpoints in any case.
   *
   * @default INSTANCE_ENDPOINTS: what keeps instances alive when the way to the internet is lost
   */
  readonly interfaceEndpoints?: readonly ec2.InterfaceVpcEndpointAwsService[];

  /**
   * Whether all AZs share one NAT gateway and one address of each interface endpoint, in the first
   * of them: the loss of that one takes every AZ's way out. For what may be down and shall be cheap.
   *
   * @default false - each AZ has its own
   */
  readonly sharedWaysOut?: boolean;

  /**
   * The key that encrypts the flow logs. What its policy lacks for CloudWatch Logs is added, or, to an
   * imported key's, named in a warning.
   *
   * @default - a `RegionalKey` of the network's own
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * How long flow logs are kept.
   *
   * @default ONE_YEAR, which PCI DSS requires (10.7), and Security Hub checks
   *   (https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html#cloudwatch-16)
   */
  readonly flowLogsRetention?: logs.RetentionDays;

  /**
   * What becomes of the flow logs when they leave the stack, and of the key, where it is the network's
   * own. `DESTROY` deletes the logs, and schedules the deletion of that key: see
   * {@link RegionalKeyProps.removalPolicy}.
   *
   * @default RemovalPolicy.RETAIN - for whoever asks later what happened
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * Defines the network of one Region, in which an AZ can be lost without the others noticing.
 *
 * It guarantees that
 *
 * - each AZ has a public, a private and an isolated subnet of its own;
 * - each private subnet reaches the internet through a NAT gateway in its own AZ, so that the loss
 *   of an AZ takes no other AZ's way out with it, unless `sharedWaysOut` says otherwise
 *   (https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html);
 * - the private subnets that survive the loss of any one AZ have addresses for the full peak, so
 *   that nothing has to be created while it lasts
 *   (https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/static-stability.html);
 * - S3, DynamoDB and the services of `interfaceEndpoints` are reached without the internet, the
 *   latter in every AZ;
 * - through the gateway endpoints data goes to buckets and tables of this account alone, and packages
 *   come from Amazon Linux's repositories; through the interface endpoints of `INSTANCE_ENDPOINTS`
 *   but that of Session Manager, nobody uses credentials of another account;
 * - isolated subnets have no route out of the VPC; nothing gets a public address by itself; the
 *   default security group has no rules; and all traffic is recorded, encrypted.
 *
 * Two AZs are legal, but leave no redundancy while one is lost: the warning
 * `evenkeel:twoAvailabilityZones` says so.
 *
 * @throws Error when there are fewer than two AZs, one twice, or one of another Region; when the
 *   CIDR is none that a VPC can have; or when the survivors of an AZ could not hold the peak, with
 *   what would be needed; or when a snapshot is asked for
 */
export class MultiAzNetwork extends Construct {
  /** The VPC, with its public, private (with egress) and isolated subnets. */
  readonly vpc: ec2.IVpc;

  /** The way to S3. What is not of this account is let through by `addToPolicy`. */
  readonly s3Endpoint: ec2.GatewayVpcEndpoint;

  /** The way to DynamoDB. What is not of this account is let through by `addToPolicy`. */
  readonly dynamoDbEndpoint: ec2.GatewayVpcEndpoint;

  /**
   * The ways to the services of `interfaceEndpoints`, by their names, such as `sqs`. What is not of
   * this account is let through by `addToPolicy`.
   */
  readonly interfaceEndpoints: ReadonlyMap<string, ec2.InterfaceVpcEndpoint>;

  /** Where the flow logs go. */
  readonly flowLogGroup: logs.ILogGroup;

  constructor(scope: Construct, id: string, props: MultiAzNetworkProps) {
    super(scope, id);
    const { availabilityZones, peakAddresses = 200, sharedWaysOut = false } = props;
    const { removalPolicy = RemovalPolicy.RETAIN } = props;
    const cidr = meanwhile(props.cidr, '10.0.0.0/16');
    const { region } = Stack.of(this);
    validateProps(this, { availabilityZones, cidr, peakAddresses, region, removalPolicy }, rules);
    if (availabilityZones.length === 2) {
      Annotations.of(this).addWarningV2(
        'evenkeel:twoAvailabilityZones',
        `Two AZs (${availabilityZones.join(', ')}) leave one while the other is lost, and no ` +
          'redundancy until it is back: use three.',
      );
    }

    const vpc = this.createVpc(
      availabilityZones,
      cidr,
      sharedWaysOut ? 1 : availabilityZones.length,
    );
    const { S3, DYNAMODB } = ec2.GatewayVpcEndpointAwsService;
    this.s3Endpoint = vpc.addGatewayEndpoint('S3', { service: S3 });
    this.dynamoDbEndpoint = vpc.addGatewayEndpoint('DynamoDb', { service: DYNAMODB });
    for (const statement of s3Statements(this)) this.s3Endpoint.addToPolicy(statement);
    for (const statement of dynamoDbStatements(this)) this.dynamoDbEndpoint.addToPolicy(statement);
    const services = props.interfaceEndpoints ?? INSTANCE_ENDPOINTS;
    // They need no route to the internet, and in the isolated subnets they take no address that an
    // instance could have.
    const subnets = vpc.isolatedSubnets.slice(0, sharedWaysOut ? 1 : undefined);
    this.interfaceEndpoints =
      services.length === 0
        ? new Map()
        : new InterfaceEndpoints(this, 'Endpoints', { vpc, cidr, services, subnets }).byService;

    const flowLogs = new FlowLogs(this, 'FlowLogs', {
      vpc,
      encryptionKey: props.encryptionKey ?? new RegionalKey(this, 'Key', { removalPolicy }).key,
      retention: props.flowLogsRetention ?? logs.RetentionDays.ONE_YEAR,
      removalPolicy,
    });

    acknowledgeFindings(vpc);
    this.vpc = vpc;
    this.flowLogGroup = flowLogs.logGroup;
  }

  private createVpc(
    availabilityZones: readonly string[],
    cidr: string,
    natGateways: number,
  ): ec2.Vpc {
    const layout = subnetLayout(cidr, availabilityZones.length);
    const subnets = [
      { name: 'Public', subnetType: ec2.SubnetType.PUBLIC, mapPublicIpOnLaunch: false },
      { name: 'Private', subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
      { name: 'Isolated', subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    ];
    return withoutLookup(Stack.of(this), availabilityZones, () => {
      return new ec2.Vpc(this, 'Resource', {
        availabilityZones: [...availabilityZones],
        subnetConfiguration: subnets,
        // The L2 asks for subnets kind by kind, and within a kind in the order of the AZs.
        ipAddresses: {
          allocateVpcCidr: () => ({ cidrBlock: cidr }),
          allocateSubnetsCidr: () => ({
            allocatedSubnets: [...layout.public, ...layout.private, ...layout.isolated].map(
              (subnet) => ({ cidr: subnet }),
            ),
          }),
        },
        // As many as AZs is the L2's default, which is worth nothing unless it stays so.
        natGateways,
        // CloudFormation has no property for the rules that AWS gives the default security group:
        // taking them away needs CDK's own custom resource. It runs when the VPC is created, not
        // in any failover, and leaves the group as every compliance framework asks.
        restrictDefaultSecurityGroup: true,
      });
    });
  }
}

/**
 * Vpc asks its stack for AZs even when it is told them, and a stack of a known account answers
 * with a look-up in that account. So for as long as the VPC is built, the stack knows its AZs.
 */
function withoutLookup<T>(stack: Stack, availabilityZones: readonly string[], build: () => T): T {
  Object.defineProperty(stack, 'availabilityZones', {
    configurable: true,
    value: availabilityZones,
  });
  try {
    return build();
  } finally {
    Reflect.deleteProperty(stack, 'availabilityZones');
  }
}

function acknowledgeFindings(vpc: ec2.Vpc): void {
  Validations.of(vpc).acknowledge({
    id: 'CloudFormation-Validate::W3010',
    reason: 'AZs are written out so that synthesis needs no look-up and templates do not vary',
  });
  for (const subnet of vpc.publicSubnets) {
    acknowledge(
      subnet.node.findChild('DefaultRoute'),
      'The way of the load balancer and the NAT gateways to the internet is what a public subnet ' +
        'is for. Instances run in private subnets, and nothing here gets a public address by itself.',
      'NIST.800.53.R5-VPCNoUnrestrictedRouteToIGW',
      'HIPAA.Security-VPCNoUnrestrictedRouteToIGW',
      'PCI.DSS.321-VPCNoUnrestrictedRouteToIGW',
    );
  }
}
