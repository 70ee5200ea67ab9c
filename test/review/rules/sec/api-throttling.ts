import type { RuleSamples } from '../../support/samples.ts';

const rest = (properties: string) =>
  `Stage: { Type: AWS::ApiGateway::Stage, Properties: { StageName: prod, ${properties} } }`;
const http = (properties: string) =>
  `Stage: { Type: AWS::ApiGatewayV2::Stage, Properties: { StageName: prod, ${properties} } }`;
const given = 'Parameters: { Rate: { Type: Number } }\nResources: {}';

export const samples: RuleSamples = {
  pass: {
    'a REST API': rest(
      "MethodSettings: [{ HttpMethod: '*', ResourcePath: '/*', ThrottlingRateLimit: 100 }]",
    ),
    'an HTTP API': http('DefaultRouteSettings: { ThrottlingRateLimit: 100 }'),
    'a usage plan': [
      rest(''),
      `
      Plan:
        Type: AWS::ApiGateway::UsagePlan
        Properties: { ApiStages: [{ Stage: !Ref Stage }], Throttle: { RateLimit: 100 } }
      `,
    ],
  },
  fail: {
    'a REST API without': rest(''),
    'settings of something else': rest(
      "MethodSettings: [{ HttpMethod: '*', ResourcePath: '/*', MetricsEnabled: true }]",
    ),
    'an HTTP API without': http('AutoDeploy: true'),
    'a usage plan with a quota alone': [
      rest(''),
      `
      Plan:
        Type: AWS::ApiGateway::UsagePlan
        Properties: { ApiStages: [{ Stage: !Ref Stage }], Quota: { Limit: 100, Period: DAY } }
      `,
    ],
  },
  unknown: {
    'a limit that is given at deployment': [
      given,
      rest("MethodSettings: [{ HttpMethod: '*', ThrottlingRateLimit: !Ref Rate }]"),
    ],
    'a limit of an HTTP API that is given at deployment': [
      given,
      http('DefaultRouteSettings: { ThrottlingRateLimit: !Ref Rate }'),
    ],
  },
};
