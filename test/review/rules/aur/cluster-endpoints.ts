import type { RuleSamples } from '../../support/samples.ts';

export const samples: RuleSamples = {
  pass: {
    'the endpoint of the cluster': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql } }
      Writer:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster }
      Client:
        Type: AWS::Lambda::Function
        Properties: { Environment: { Variables: { HOST: !GetAtt Cluster.Endpoint.Address } } }
      `,
    'an alarm on the instance': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql } }
      Writer:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster }
      Alarm:
        Type: AWS::CloudWatch::Alarm
        Properties: { Dimensions: [{ Name: DBInstanceIdentifier, Value: !Ref Writer }] }
      `,
  },
  fail: {
    'the endpoint of an instance': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql } }
      Writer:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster }
      Client:
        Type: AWS::Lambda::Function
        Properties: { Environment: { Variables: { HOST: !GetAtt Writer.Endpoint.Address } } }
      `,
    'a name of one’s own for it': `
      Cluster: { Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql } }
      Writer:
        Type: AWS::RDS::DBInstance
        Properties: { DBClusterIdentifier: !Ref Cluster }
      Name:
        Type: AWS::Route53::RecordSet
        Properties: { Type: CNAME, ResourceRecords: [!GetAtt Writer.Endpoint.Address] }
      `,
  },
  unknown: 'that a template refers to an endpoint can always be seen',
  notApplicable: {
    'an instance of its own': `
      Database: { Type: AWS::RDS::DBInstance, Properties: { Engine: mysql } }
      Client:
        Type: AWS::Lambda::Function
        Properties: { Environment: { Variables: { HOST: !GetAtt Database.Endpoint.Address } } }
      `,
  },
};
