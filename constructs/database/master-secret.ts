import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as rds from 'aws-cdk-lib/aws-rds';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Duration, Fn, type RemovalPolicy, Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { ReplicatedSecret } from '../security/replicated-secret.ts';
import type { GlobalMembership } from './global-membership.ts';
import { masterSecretName } from './names.ts';
import { ofOwnStack } from './stack-values.ts';

const MASTER_USERNAME = 'postgres';

/** What a rotated password does not contain, like the generated one: it needs no escaping. */
const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

/** The master user, as text that CloudFormation resolves when it creates the cluster. */
export interface MasterCredentials {
  readonly masterUsername: string;
  readonly masterUserPassword: string;
}

/** The credentials in a secret with the keys `username` and `password`. */
export function credentialsOf(secret: secretsmanager.ISecret): MasterCredentials {
  return {
    masterUsername: secret.secretValueFromJson('username').unsafeUnwrap(),
    masterUserPassword: secret.secretValueFromJson('password').unsafeUnwrap(),
  };
}

interface RotationOptions {
  readonly cluster: rds.IDatabaseCluster;
  readonly instances: readonly rds.CfnDBInstance[];
  readonly vpc: ec2.IVpc;
  readonly vpcSubnets: ec2.SubnetSelection;
}

interface MasterSecretProps {
  /** The name of the database that the secret is named after. */
  readonly database: string;
  /** The key of this Region. */
  readonly encryptionKey: kms.IKey;
  /** To which Regions the secret is replicated. */
  readonly membership: GlobalMembership;
  /** What becomes of the secret when it leaves the stack. */
  readonly removalPolicy: RemovalPolicy;
}

/**
 * The master user's secret, in the Region where the database was created.
 *
 * RDS could manage it, but not for a global database: "Secrets Manager doesn't support Aurora
 * Global Database",
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database.html#aurora-global-database.limitations
 */
export class MasterSecret extends Construct {
  readonly secret: secretsmanager.ISecret;

  constructor(scope: Construct, id: string, props: MasterSecretProps) {
    super(scope, id);
    this.secret = new ReplicatedSecret(this, 'Resource', {
      secretName: masterSecretName(props.database),
      removalPolicy: props.removalPolicy,
      encryptionKey: props.encryptionKey,
      replicaRegions: props.membership.primary?.secondaryRegions ?? [],
      // Without replicas no key is looked up, but the name has to be one.
      replicaKeyAliasName: props.membership.primary?.keyAliasName ?? props.database,
      rotatedBy:
        'a hosted rotation function, every 30 days, in the Region where the database was created',
      generateSecretString: {
        secretStringTemplate: JSON.stringify({ username: MASTER_USERNAME }),
        generateStringKey: 'password',
        passwordLength: 32,
        excludePunctuation: true,
      },
    }).secret;
  }

  /** The credentials with which the cluster is created. */
  get credentials(): MasterCredentials {
    return { ...credentialsOf(this.secret), masterUsername: MASTER_USERNAME };
  }

  /**
   * Rotates the password every 30 days, by the function that AWS maintains for this engine. It
   * runs in the database's subnets and has to reach Secrets Manager from there.
   *
   * https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_available-rotation-templates.html
   */
  rotate(options: RotationOptions): void {
    const { cluster, instances, vpc, vpcSubnets } = options;
    const securityGroup = new ec2.SecurityGroup(this, 'RotationSecurityGroup', {
      vpc,
      description: 'Rotation of the master password',
      allowAllOutbound: false,
    });
    securityGroup.addEgressRule(
      ec2.Peer.ipv4(vpc.vpcCidrBlock),
      ec2.Port.HTTPS,
      'Secrets Manager through its interface endpoint',
    );
    const hostedRotation = secretsmanager.HostedRotation.postgreSqlSingleUser({
      vpc,
      vpcSubnets: this.joinable(vpc.selectSubnets(vpcSubnets)),
      securityGroups: [securityGroup],
      excludeCharacters: PUNCTUATION,
    });
    const schedule = this.secret.attach(cluster).addRotationSchedule('Rotation', {
      hostedRotation,
      automaticallyAfter: Duration.days(30),
    });
    this.#keepToOwnStack(schedule);
    // The first rotation begins at once and needs somebody to tell.
    schedule.node.addDependency(...instances);
    cluster.connections.allowDefaultPortFrom(hostedRotation, 'Rotation of the master password');
  }

  /**
   * The function is made by a macro, which is given the template before functions are resolved. Its
   * documentation shows `Ref`, `Fn::GetAtt` and `Fn::Join`, and says nothing of other stacks' values.
   * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-rotationschedule.html
   */
  #keepToOwnStack({ node }: secretsmanager.RotationSchedule): void {
    const schedule = node.defaultChild as secretsmanager.CfnRotationSchedule;
    const hosted =
      schedule.hostedRotationLambda as secretsmanager.CfnRotationSchedule.HostedRotationLambdaProperty;
    const { vpcSubnetIds, kmsKeyArn } = hosted;
    schedule.hostedRotationLambda = {
      ...hosted,
      ...(vpcSubnetIds && { vpcSubnetIds: ofOwnStack(this, 'RotationSubnets', vpcSubnetIds) }),
      ...(kmsKeyArn && { kmsKeyArn: ofOwnStack(this, 'RotationKey', kmsKeyArn) }),
    };
  }

  /** The L2 joins the ids to a text, which CloudFormation has to do where their list is a token. */
  private joinable({ subnets, subnetIds }: ec2.SelectedSubnets): ec2.SubnetSelection {
    if (!Token.isUnresolved(subnetIds)) return { subnets };
    const joined = Fn.join(',', subnetIds);
    return { subnets: [ec2.Subnet.fromSubnetId(this, 'JoinedSubnets', joined)] };
  }
}
