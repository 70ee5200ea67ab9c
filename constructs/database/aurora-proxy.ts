import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as rds from 'aws-cdk-lib/aws-rds';
import { ArnFormat, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { type ValidationRule, validateProps } from '../validation.ts';

/** Options of `AuroraCluster.addProxy`. */
export interface AuroraProxyOptions {
  /**
   * The database users as whom the proxy connects. Each has been granted `rds_iam` in the database:
   * the proxy passes IAM authentication on and holds no password
   * (https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-proxy-iam-setup.html).
   */
  readonly users: readonly string[];
}

/** Properties of an {@link AuroraProxy}, which `AuroraCluster.addProxy` fills in. */
export interface AuroraProxyProps extends AuroraProxyOptions {
  /** The cluster that it stands in front of. */
  readonly cluster: rds.IDatabaseCluster;
  /** The instances of the cluster, which exist before the proxy does: one at least. */
  readonly instances: readonly rds.CfnDBInstance[];
  /** The network of the cluster. */
  readonly vpc: ec2.IVpc;
  /** The subnets of the proxy, in two Availability Zones at least. */
  readonly vpcSubnets: ec2.SubnetSelection;
}

const rules: ValidationRule<AuroraProxyProps>[] = [
  {
    condition: ({ instances }) => instances.length === 0,
    message: () => `the cluster of a proxy must have at least 1 instance, got 0`,
  },
  {
    condition: ({ users }) => users.length === 0,
    message: () => `'users' must name at least 1 database user, got none`,
  },
];

/**
 * An RDS Proxy in front of a cluster: it keeps connections open across a failover, so that clients
 * do not wait for DNS, and shares them among many clients.
 *
 * It is Regional like the cluster's endpoint: in a secondary Region writes fail until that Region
 * is promoted (https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-proxy-gdb.html).
 */
export class AuroraProxy extends Construct implements ec2.IConnectable {
  /** The proxy: its endpoint, and who may connect as whom. */
  readonly proxy: rds.IDatabaseProxy;

  /** Who may connect to the proxy: nobody, until a consumer is allowed to. */
  readonly connections: ec2.Connections;

  constructor(scope: Construct, id: string, props: AuroraProxyProps) {
    super(scope, id);
    validateProps(this, props, rules);
    const { cluster, instances, vpc, vpcSubnets, users } = props;

    const role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('rds.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    });
    new iam.ManagedPolicy(this, 'Policy', {
      description: 'Connections of the proxy to the database',
      roles: [role],
      statements: [
        new iam.PolicyStatement({
          actions: ['rds-db:connect'],
          resources: users.map((user) =>
            Stack.of(this).formatArn({
              service: 'rds-db',
              resource: 'dbuser',
              resourceName: `${cluster.clusterResourceIdentifier}/${user}`,
              arnFormat: ArnFormat.COLON_RESOURCE_NAME,
            }),
          ),
        }),
      ],
    });
    const securityGroup = new ec2.SecurityGroup(this, 'SecurityGroup', {
      vpc,
      description: 'RDS Proxy',
      allowAllOutbound: false,
    });
    const proxy = new rds.DatabaseProxy(this, 'Resource', {
      proxyTarget: rds.ProxyTarget.fromCluster(cluster),
      role,
      vpc,
      vpcSubnets,
      securityGroups: [securityGroup],
      requireTLS: true,
      iamAuth: true,
      defaultAuthScheme: rds.DefaultAuthScheme.IAM_AUTH,
    });
    // A cluster without an instance is not accepted as a target.
    proxy.node.addDependency(...instances);
    this.proxy = proxy;
    this.connections = new ec2.Connections({
      securityGroups: [securityGroup],
      defaultPort: ec2.Port.tcp(cluster.clusterEndpoint.port),
    });
  }
}
