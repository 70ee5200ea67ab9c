import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { CustomResource, Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import { Provider } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import { admit, logGroups } from '../security/key-users.ts';
import { selectedSubnets } from '../subnets.ts';
import { validateProps } from '../validation.ts';
import type { AuroraCluster } from './aurora-cluster.ts';
import { functionLog, SchemaFunctionRole } from './schema-function-role.ts';
import { schemaProgram } from './schema-program.ts';
import { type CheckedSchema, schemaRules } from './schema-rules.ts';
import { hasCidr } from './vpc-range.ts';

/** Properties of an {@link AuroraSchema}. */
export interface AuroraSchemaProps {
  /** The cluster of this Region, whichever Region has the writer. */
  readonly database: AuroraCluster;

  /**
   * The network of the cluster. The function reaches Secrets Manager by an address in it, so an
   * imported VPC has to come with its `vpcCidrBlock`.
   */
  readonly vpc: ec2.IVpc;

  /**
   * The subnets of the function, in two Availability Zones or more, from which Secrets Manager can be
   * reached.
   *
   * @default - the isolated subnets of the VPC, as those of the cluster
   */
  readonly vpcSubnets?: ec2.SubnetSelection;

  /**
   * The customer managed key of this Region, for the logs. What its policy lacks for CloudWatch Logs
   * is added, or, to an imported key's, named in a warning.
   */
  readonly encryptionKey: kms.IKey;

  /**
   * A folder of SQL files, which are applied in the order of their names, each once and in a
   * transaction of its own.
   *
   * @default - none: the user is all there is to make
   */
  readonly migrations?: string;

  /**
   * The user as whom the application connects: `cluster.grantConnect(role, userName)` lets somebody.
   *
   * @default 'app'
   */
  readonly userName?: string;

  /**
   * What becomes of the logs of what was done, when they leave the stack. User and schema stay in the
   * database in any case.
   *
   * @default RemovalPolicy.DESTROY - the database itself says what was applied to it, and when
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** The function has less than the 15 minutes that whoever waits for it has, and can say why it failed. */
const TIMEOUT = Duration.minutes(14);

/**
 * Brings what is in a database up to date when it is deployed: the application's user, and the schema.
 *
 * It guarantees that
 *
 * - the user logs in by IAM alone, and reads and writes rows and nothing else;
 * - each file of the folder is applied once and in a transaction of its own. The deployment stops at
 *   one that fails, of which nothing is kept, and before any is applied when one has changed since it
 *   was. What a newer release has applied stays when an older one is deployed: nothing goes back;
 * - where the cluster takes no writes, as that of a secondary Region, nothing is done: the user and the
 *   schema come by replication. So it is deployed in every Region, and which one has the writer does
 *   not matter;
 * - deployments that come at once wait for each other, and a migration that would wait for a lock on a
 *   table for more than ten seconds fails rather than hold up everybody who comes after it;
 * - the master password is read by the function when it runs, and is in no template. Connections are
 *   encrypted, with certificate and host name checked.
 *
 * The files of a deployment have 14 minutes in all. Whoever uses the new schema depends on the
 * construct: `service.node.addDependency(schema)`, or a dependency between the stacks.
 *
 * The function is in the VPC and reaches no bucket of CloudFormation's, whose answer another one
 * gives from outside.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-customresource.html
 *
 * @throws Error when `migrations` is not a folder of SQL files, `userName` is not a plain name, the
 *   subnets are in fewer than two Availability Zones, the range of an imported VPC is not known, or a
 *   snapshot is asked for
 */
export class AuroraSchema extends Construct {
  /** The user as whom the application connects. */
  readonly userName: string;

  /** What does it, and what an operator may invoke to have it done again, with any event. */
  readonly function: lambda.IFunction;

  constructor(scope: Construct, id: string, props: AuroraSchemaProps) {
    super(scope, id);
    const { database, vpc, encryptionKey, migrations, userName = 'app' } = props;
    const { removalPolicy = RemovalPolicy.DESTROY } = props;
    const subnets = selectedSubnets(
      vpc,
      props.vpcSubnets ?? { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    );
    const cidrIsKnown = hasCidr(vpc);
    const checked: CheckedSchema = { subnets, cidrIsKnown, migrations, userName, removalPolicy };
    validateProps(this, checked, schemaRules);
    this.userName = userName;

    const program = schemaProgram(this, migrations);
    const securityGroup = new ec2.SecurityGroup(this, 'SecurityGroup', {
      vpc,
      description: 'Schema and user of the database',
      allowAllOutbound: false,
    });
    securityGroup.addEgressRule(
      ec2.Peer.ipv4(vpc.vpcCidrBlock),
      ec2.Port.HTTPS,
      'Secrets Manager through its interface endpoint',
    );
    securityGroup.connections.allowToDefaultPort(database, 'Schema and user of the database');

    admit(this, encryptionKey, logGroups);
    const logGroup = functionLog(this, 'Logs', encryptionKey, removalPolicy);
    const role = SchemaFunctionRole.inVpc(this, 'Role', logGroup, {
      secret: database.secret,
      key: database.secret.encryptionKey ?? encryptionKey,
    });
    this.function = new lambda.Function(this, 'Function', {
      description: 'Brings user and schema of the database up to date',
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      handler: 'index.handler',
      code: program.code,
      memorySize: 256,
      timeout: TIMEOUT,
      role: role.role,
      logGroup,
      vpc,
      vpcSubnets: { subnets: subnets.subnets },
      securityGroups: [securityGroup],
      environment: {
        DATABASE_WRITER_ENDPOINT: database.writerEndpoint,
        DATABASE_READER_ENDPOINT: database.readerEndpoint,
        DATABASE_PORT: `${database.port}`,
        DATABASE_NAME: database.databaseName,
        DATABASE_USER: userName,
        DATABASE_MASTER_SECRET_ARN: database.secret.secretArn,
      },
    });

    // Lambda refuses a function in a VPC whose role cannot make its network interfaces yet.
    this.function.node.addDependency(role);

    const providerLog = functionLog(this, 'ProviderLogs', encryptionKey, removalPolicy);
    const providerRole = SchemaFunctionRole.invoking(
      this,
      'ProviderRole',
      providerLog,
      this.function,
    );
    const provider = new Provider(this, 'Provider', {
      onEventHandler: this.function,
      frameworkOnEventRole: providerRole.role,
      logGroup: providerLog,
    });
    const schema = new CustomResource(this, 'Schema', {
      serviceToken: provider.serviceToken,
      resourceType: 'Custom::AuroraSchema',
      serviceTimeout: Duration.minutes(15),
      // What it depends on: it is done again when one of them is another.
      properties: {
        Cluster: database.cluster.clusterResourceIdentifier,
        UserName: userName,
        Migrations: program.digest,
      },
    });
    schema.node.addDependency(database, securityGroup, role, providerRole);
    acknowledgeFindings(this, provider);
  }
}

function acknowledgeFindings(schema: AuroraSchema, provider: Provider): void {
  acknowledge(
    schema,
    'It runs in deployments alone; a reservation fails in new accounts, whose smaller quota leaves nothing to reserve from',
    'NIST.800.53.R5-LambdaConcurrency',
    'HIPAA.Security-LambdaConcurrency',
  );
  acknowledge(
    schema,
    'CloudFormation waits for its answer, and a deployment that gets none fails: no event is lost in silence',
    'NIST.800.53.R5-LambdaDLQ',
    'HIPAA.Security-LambdaDLQ',
  );
  acknowledge(
    provider,
    'It answers CloudFormation, for which the subnets of the database have no way, and reaches nothing in the VPC',
    'NIST.800.53.R5-LambdaInsideVPC',
    'HIPAA.Security-LambdaInsideVPC',
    'PCI.DSS.321-LambdaInsideVPC',
  );
}
