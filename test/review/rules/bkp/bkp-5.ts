import type { RuleSamples } from '../../support/samples.ts';

export const samples: RuleSamples = {
  pass: {
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
        'eu-west-1/Backup': `
      Plan: { Type: AWS::Backup::BackupPlan }
      `,
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
    none: `
      Plan: { Type: AWS::Backup::BackupPlan }
      `,
    'a plan that selects nothing': `
      Plan: { Type: AWS::Backup::BackupPlan }
      Testing: { Type: AWS::Backup::RestoreTestingPlan, Properties: { RestoreTestingPlanName: weekly } }
      `,
  },
  unknown: {
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
