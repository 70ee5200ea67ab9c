import type { RuleSamples } from '../../support/samples.ts';

const copying = (region: string) => `
  Plan:
    Type: AWS::Backup::BackupPlan
    Properties:
      BackupPlan:
        BackupPlanRule:
          - CopyActions:
              - DestinationBackupVaultArn: arn:aws:backup:${region}:111122223333:backup-vault:copies
`;
const testing = `
  Testing: { Type: AWS::Backup::RestoreTestingPlan, Properties: { RestoreTestingPlanName: weekly } }
  Aurora:
    Type: AWS::Backup::RestoreTestingSelection
    Properties: { RestoreTestingPlanName: !Ref Testing, ProtectedResourceType: Aurora }
`;
const backedUp = (resource: string) => `
  Plan: { Type: AWS::Backup::BackupPlan }
  Selection:
    Type: AWS::Backup::BackupSelection
    Properties:
      BackupPlanId: !Ref Plan
      BackupSelection: { Resources: [!GetAtt Data.Arn] }
  Data: ${resource}
`;

export const samples: RuleSamples = {
  pass: {
    'a plan for restores of what is backed up': [
      backedUp('{ Type: AWS::RDS::DBCluster, Properties: { Engine: aurora-postgresql } }'),
      testing,
    ],
    'what cannot be restored in a test': [
      backedUp('{ Type: AWS::RDS::DBInstance, Properties: { DBClusterIdentifier: orders } }'),
      testing,
    ],
    'a plan for restores': `
      Plan: { Type: AWS::Backup::BackupPlan }
      Testing: { Type: AWS::Backup::RestoreTestingPlan, Properties: { RestoreTestingPlanName: weekly } }
      Aurora:
        Type: AWS::Backup::RestoreTestingSelection
        Properties: { RestoreTestingPlanName: !Ref Testing, ProtectedResourceType: Aurora }
      `,
    'by its name': `
      Plan: { Type: AWS::Backup::BackupPlan }
      Testing: { Type: AWS::Backup::RestoreTestingPlan, Properties: { RestoreTestingPlanName: weekly } }
      Aurora:
        Type: AWS::Backup::RestoreTestingSelection
        Properties: { RestoreTestingPlanName: weekly, ProtectedResourceType: Aurora }
      `,
    'in another Region': {
      stacks: {
        'eu-west-1/Backup': copying('eu-central-1'),
        'eu-central-1/Testing': `
      Testing: { Type: AWS::Backup::RestoreTestingPlan, Properties: { RestoreTestingPlanName: weekly } }
      Aurora:
        Type: AWS::Backup::RestoreTestingSelection
        Properties: { RestoreTestingPlanName: !Ref Testing, ProtectedResourceType: Aurora }
      `,
      },
    },
  },
  fail: {
    'a table, where clusters are restored': [backedUp('{ Type: AWS::DynamoDB::Table }'), testing],
    'a database of RDS, where those of Aurora are restored': [
      backedUp('{ Type: AWS::RDS::DBInstance }'),
      testing,
    ],
    'a Multi-AZ cluster of RDS, where those of Aurora are restored': [
      backedUp('{ Type: AWS::RDS::DBCluster, Properties: { Engine: postgres } }'),
      testing,
    ],
    'in a Region that nothing is copied to': {
      stacks: { 'eu-west-1/Backup': copying('us-east-1'), 'eu-central-1/Testing': testing },
    },
    none: `
      Plan: { Type: AWS::Backup::BackupPlan }
      `,
    'a plan that selects nothing': `
      Plan: { Type: AWS::Backup::BackupPlan }
      Testing: { Type: AWS::Backup::RestoreTestingPlan, Properties: { RestoreTestingPlanName: weekly } }
      `,
  },
  unknown: {
    'a table, and types that are given at deployment': [
      backedUp('{ Type: AWS::DynamoDB::Table }'),
      testing,
      `
      Parameters: { Type: { Type: String } }
      Resources:
        Other:
          Type: AWS::Backup::RestoreTestingSelection
          Properties: { RestoreTestingPlanName: !Ref Testing, ProtectedResourceType: !Ref Type }
      `,
    ],
    'a plan that is elsewhere': `
      Plan: { Type: AWS::Backup::BackupPlan }
      Aurora:
        Type: AWS::Backup::RestoreTestingSelection
        Properties: { RestoreTestingPlanName: weekly, ProtectedResourceType: Aurora }
      `,
    'another plan': `
      Plan: { Type: AWS::Backup::BackupPlan }
      Testing: { Type: AWS::Backup::RestoreTestingPlan, Properties: { RestoreTestingPlanName: weekly } }
      Aurora:
        Type: AWS::Backup::RestoreTestingSelection
        Properties: { RestoreTestingPlanName: monthly, ProtectedResourceType: Aurora }
      `,
  },
};
