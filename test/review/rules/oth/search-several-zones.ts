import type { RuleSamples } from '../../support/samples.ts';

const domain = (config: string) => `
  Search:
    Type: AWS::OpenSearchService::Domain
    Properties: { ClusterConfig: { ${config} } }
`;
const masters = 'DedicatedMasterEnabled: true, DedicatedMasterCount: 3';

export const samples: RuleSamples = {
  pass: {
    'three of each, in zones': domain(
      `ZoneAwarenessEnabled: 'true', InstanceCount: '3', ${masters}`,
    ),
    'the former type': `
      Search:
        Type: AWS::Elasticsearch::Domain
        Properties: { ElasticsearchClusterConfig: { ZoneAwarenessEnabled: true, InstanceCount: 4, ${masters} } }
    `,
    'Multi-AZ with Standby': domain('MultiAZWithStandbyEnabled: true'),
  },
  fail: {
    'the default, one node': 'Search: { Type: AWS::OpenSearchService::Domain }',
    'one zone': domain(`InstanceCount: 3, ${masters}`),
    'one node of the former type': `
      Search:
        Type: AWS::Elasticsearch::Domain
        Properties: { ElasticsearchClusterConfig: { InstanceCount: 1 } }
    `,
    'two data nodes': domain(`ZoneAwarenessEnabled: true, InstanceCount: 2, ${masters}`),
  },
  unknown: {
    'nodes that are given at deployment': [
      'Parameters: { Nodes: { Type: Number } }\nResources: {}',
      domain(`ZoneAwarenessEnabled: true, InstanceCount: !Ref Nodes, ${masters}`),
    ],
  },
};
