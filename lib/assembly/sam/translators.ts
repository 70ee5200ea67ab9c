import { isObject, type JsonObject, own, type PathSegment } from '../json.ts';
import { destinations, translateEvents, UNKNOWN_POLICIES } from './events.ts';
import {
  arnOf,
  type Generated,
  given,
  refTo,
  type SamResource,
  type Translated,
  tagList,
  through,
  without,
} from './resource.ts';

/** What each type of SAM becomes; types that are not here are said to be unknown. */
export const TRANSLATORS: Readonly<Record<string, (resource: SamResource) => Translated>> = {
  'AWS::Serverless::Function': translateFunction,
  'AWS::Serverless::StateMachine': translateStateMachine,
  'AWS::Serverless::SimpleTable': (resource) => only(tableOf(resource)),
  'AWS::Serverless::Api': (resource) => made(...restApi(resource)),
  'AWS::Serverless::HttpApi': (resource) => made(...httpApi(resource)),
  'AWS::Serverless::Application': (resource) => only(nestedStack(resource)),
  'AWS::Serverless::LayerVersion': ({ id, properties }) =>
    only({ id, type: 'AWS::Lambda::LayerVersion', from: [], isMain: true, properties }),
};

function made(...resources: readonly Generated[]): Translated {
  return { resources, left: [], notifications: [] };
}

function only(resource: Generated): Translated {
  return made(resource);
}

/** Properties of a function that CloudFormation's has under another name, or not at all. */
const SAM_ONLY = [
  'Events',
  'Policies',
  'PermissionsBoundary',
  'RolePath',
  'AssumeRolePolicyDocument',
  'AutoPublishAlias',
  'AutoPublishAliasAllProperties',
  'AutoPublishCodeSha256',
  'VersionDescription',
  'VersionDeletionPolicy',
  'DeploymentPreference',
  'ProvisionedConcurrencyConfig',
  'EventInvokeConfig',
  'FunctionUrlConfig',
  'Connectors',
  'PropagateTags',
  'CodeUri',
  'InlineCode',
  'ImageUri',
  'DeadLetterQueue',
  'Tracing',
  'Tags',
];

/** Of these nothing is made, so that rules about what they become find nothing. */
const LEFT = ['DeploymentPreference', 'FunctionUrlConfig', 'Connectors'];

function translateFunction(resource: SamResource): Translated {
  const { id, properties } = resource;
  const value = (key: string) => own(properties, key);
  const alias = value('AutoPublishAlias');
  const aliasId = typeof alias === 'string' ? `${id}Alias${alias}` : undefined;
  const fn: Generated = {
    id,
    type: 'AWS::Lambda::Function',
    from: [],
    isMain: true,
    renamed: {
      DeadLetterConfig: ['Properties', 'DeadLetterQueue'],
      TracingConfig: ['Properties', 'Tracing'],
    },
    properties: given({
      ...without(properties, ...SAM_ONLY),
      Role: value('Role') ?? arnOf(`${id}Role`),
      Code: given({
        ZipFile: value('InlineCode'),
        ImageUri: value('ImageUri'),
        S3Bucket: own(value('CodeUri'), 'Bucket'),
      }),
      DeadLetterConfig: through(value('DeadLetterQueue'), (plain) => without(plain, 'Type')),
      TracingConfig: value('Tracing') === undefined ? undefined : { Mode: value('Tracing') },
      Tags: tagList(value('Tags')),
    }),
  };
  const events = translateEvents(resource, {
    arn: aliasId === undefined ? arnOf(id) : refTo(aliasId),
    isFunction: true,
  });
  const left = LEFT.filter((key) => value(key) !== undefined).map((key) => ({
    path: ['Properties', key],
    what: key,
  }));
  return {
    ...events,
    resources: [
      fn,
      ...(value('Role') === undefined ? [roleFor(id)] : []),
      ...(aliasId === undefined ? [] : aliasOf(resource, aliasId, alias)),
      ...invokeConfig(resource, alias),
      ...events.resources,
    ],
    left: [...left, ...events.left],
  };
}

function roleFor(id: string): Generated {
  return {
    id: `${id}Role`,
    type: 'AWS::IAM::Role',
    from: ['Properties', 'Policies'],
    properties: UNKNOWN_POLICIES,
  };
}

/** The hash that SAM appends to the version's logical ID is known only once the code is uploaded. */
function aliasOf({ id, properties }: SamResource, aliasId: string, name: unknown) {
  const from = ['Properties', 'AutoPublishAlias'];
  const alias: Generated = {
    id: aliasId,
    type: 'AWS::Lambda::Alias',
    from,
    properties: given({
      Name: name,
      FunctionName: refTo(id),
      FunctionVersion: { 'Fn::GetAtt': [`${id}Version`, 'Version'] },
      ProvisionedConcurrencyConfig: own(properties, 'ProvisionedConcurrencyConfig'),
    }),
  };
  const version: Generated = {
    id: `${id}Version`,
    type: 'AWS::Lambda::Version',
    from,
    properties: { FunctionName: refTo(id) },
  };
  return [version, alias];
}

/** What becomes of events that fail, with the queues and topics that SAM makes for them. */
function invokeConfig({ id, properties }: SamResource, alias: unknown): readonly Generated[] {
  const config = own(properties, 'EventInvokeConfig');
  if (!isObject(config)) return [];
  const from = ['Properties', 'EventInvokeConfig'];
  const configId = `${id}EventInvokeConfig`;
  const written = own(config, 'DestinationConfig');
  const made: Generated[] = [];
  const completed = through(written, (plain) =>
    Object.fromEntries(
      Object.entries(plain).map(([when, one]) => {
        const type = own(one, 'Type');
        const isMade = own(one, 'Destination') === undefined;
        if (!isMade || (type !== 'SQS' && type !== 'SNS')) return [when, one];
        const isQueue = type === 'SQS';
        const target = `${configId}${when}${isQueue ? 'Queue' : 'Topic'}`;
        made.push({
          id: target,
          type: isQueue ? 'AWS::SQS::Queue' : 'AWS::SNS::Topic',
          from: [...from, 'DestinationConfig', when],
          properties: {},
        });
        return [when, { Destination: isQueue ? arnOf(target) : refTo(target) }];
      }),
    ),
  );
  return [
    {
      id: configId,
      type: 'AWS::Lambda::EventInvokeConfig',
      from,
      properties: given({
        ...without(config, 'DestinationConfig'),
        FunctionName: refTo(id),
        Qualifier: alias ?? '$LATEST',
        DestinationConfig: destinations(completed),
      }),
    },
    ...made,
  ];
}

function translateStateMachine(resource: SamResource): Translated {
  const { id, properties } = resource;
  const events = translateEvents(resource, { arn: refTo(id), isFunction: false });
  const value = (key: string) => own(properties, key);
  const machine: Generated = {
    id,
    type: 'AWS::StepFunctions::StateMachine',
    from: [],
    isMain: true,
    renamed: {
      StateMachineName: ['Properties', 'Name'],
      StateMachineType: ['Properties', 'Type'],
      LoggingConfiguration: ['Properties', 'Logging'],
    },
    properties: given({
      Definition: value('Definition'),
      DefinitionSubstitutions: value('DefinitionSubstitutions'),
      DefinitionS3Location: value('DefinitionUri'),
      StateMachineName: value('Name'),
      StateMachineType: value('Type'),
      LoggingConfiguration: value('Logging'),
      TracingConfiguration: value('Tracing'),
      RoleArn: value('Role') ?? arnOf(`${id}Role`),
      Tags: tagList(value('Tags')),
    }),
  };
  const role = value('Role') === undefined ? [roleFor(id)] : [];
  return { ...events, resources: [machine, ...role, ...events.resources] };
}

/** A table with one key, and capacity on demand unless it is given. */
function tableOf({ id, properties }: SamResource): Generated {
  const key = own(properties, 'PrimaryKey');
  const name = own(key, 'Name') ?? 'id';
  const types = { String: 'S', Number: 'N', Binary: 'B' };
  const type = own(types, String(own(key, 'Type') ?? 'String')) ?? 'S';
  const throughput = own(properties, 'ProvisionedThroughput');
  return {
    id,
    type: 'AWS::DynamoDB::Table',
    from: [],
    isMain: true,
    renamed: { KeySchema: ['Properties', 'PrimaryKey'] },
    properties: given({
      ...without(properties, 'PrimaryKey', 'Tags'),
      AttributeDefinitions: [{ AttributeName: name, AttributeType: type }],
      KeySchema: [{ AttributeName: name, KeyType: 'HASH' }],
      BillingMode: throughput === undefined ? 'PAY_PER_REQUEST' : undefined,
      Tags: tagList(own(properties, 'Tags')),
    }),
  };
}

const STAGE_OF_API = [
  'AccessLogSetting',
  'CacheClusterEnabled',
  'CacheClusterSize',
  'CanarySetting',
  'MethodSettings',
  'TracingEnabled',
  'Variables',
];

function restApi({ id, properties }: SamResource): readonly Generated[] {
  const stageName = own(properties, 'StageName');
  const stage = Object.fromEntries(STAGE_OF_API.map((key) => [key, own(properties, key)]));
  return [
    {
      id,
      type: 'AWS::ApiGateway::RestApi',
      from: [],
      isMain: true,
      renamed: { Body: ['Properties', 'DefinitionBody'] },
      properties: given({
        Name: own(properties, 'Name'),
        Description: own(properties, 'Description'),
        Body: own(properties, 'DefinitionBody'),
        EndpointConfiguration: endpoint(own(properties, 'EndpointConfiguration')),
        Tags: tagList(own(properties, 'Tags')),
      }),
    },
    {
      id: stageId(id, stageName),
      type: 'AWS::ApiGateway::Stage',
      from: ['Properties'],
      properties: given({ ...stage, RestApiId: refTo(id), StageName: stageName }),
    },
  ];
}

/** SAM leaves a name out of the logical ID that is decided by a function. */
function stageId(api: string, stageName: unknown): string {
  return `${api}${typeof stageName === 'string' ? stageName : ''}Stage`;
}

/** A text, or a mapping with one type, where CloudFormation takes a list. */
function endpoint(configuration: unknown): unknown {
  if (typeof configuration === 'string') return { Types: [configuration] };
  return through(configuration, (plain) =>
    given({ Types: [own(plain, 'Type')], VpcEndpointIds: own(plain, 'VPCEndpointIds') }),
  );
}

function httpApi({ id, properties }: SamResource): readonly Generated[] {
  const stageName = own(properties, 'StageName');
  const isDefault = stageName === undefined || stageName === '$default';
  return [
    {
      id,
      type: 'AWS::ApiGatewayV2::Api',
      from: [],
      isMain: true,
      renamed: { Body: ['Properties', 'DefinitionBody'] },
      properties: given({
        Name: own(properties, 'Name'),
        Body: own(properties, 'DefinitionBody'),
        DisableExecuteApiEndpoint: own(properties, 'DisableExecuteApiEndpoint'),
      }),
    },
    {
      id: isDefault ? `${id}ApiGatewayDefaultStage` : stageId(id, stageName),
      type: 'AWS::ApiGatewayV2::Stage',
      from: ['Properties'],
      properties: given({
        ApiId: refTo(id),
        StageName: stageName ?? '$default',
        AutoDeploy: true,
        AccessLogSettings: own(properties, 'AccessLogSettings'),
        DefaultRouteSettings: own(properties, 'DefaultRouteSettings'),
        RouteSettings: own(properties, 'RouteSettings'),
        StageVariables: own(properties, 'StageVariables'),
      }),
    },
  ];
}

/** The APIs that SAM makes where events name none, by their logical IDs. */
export function implicitApis(
  resources: readonly SamResource[],
  globalsOf: (type: string) => JsonObject,
): readonly SamResource[] {
  const usersOf = (kind: string) => {
    const name = kind === 'Api' ? 'RestApiId' : 'ApiId';
    return resources.filter(({ properties }) => {
      const events = own(properties, 'Events');
      return Object.values(isObject(events) ? events : {}).some(
        (event) => own(event, 'Type') === kind && own(own(event, 'Properties'), name) === undefined,
      );
    });
  };
  const api = (kind: string, id: string, stageName: string): SamResource[] => {
    const users = usersOf(kind);
    if (users.length === 0) return [];
    // It is there if any of the functions is: with one condition for all of them, under that one.
    const [condition, ...others] = new Set(users.map(({ raw }) => own(raw, 'Condition')));
    const isShared = condition !== undefined && others.length === 0;
    const raw = isShared ? { Condition: condition } : {};
    return [{ id, raw, properties: { StageName: stageName, ...globalsOf(kind) } }];
  };
  return [
    ...api('Api', 'ServerlessRestApi', 'Prod'),
    ...api('HttpApi', 'ServerlessHttpApi', '$default'),
  ];
}

function nestedStack({ id, properties }: SamResource): Generated {
  const renamed: Readonly<Record<string, readonly PathSegment[]>> = {
    TemplateURL: ['Properties', 'Location'],
  };
  return {
    id,
    type: 'AWS::CloudFormation::Stack',
    from: [],
    isMain: true,
    renamed,
    properties: given({
      TemplateURL: own(properties, 'Location'),
      Parameters: own(properties, 'Parameters'),
      Tags: tagList(own(properties, 'Tags')),
    }),
  };
}
