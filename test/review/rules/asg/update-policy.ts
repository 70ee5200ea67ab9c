import { subnets } from '../../support/parts.ts';
import type { RuleSamples } from '../../support/samples.ts';

export const samples: RuleSamples = {
  pass: {
    'workers from none, in batches': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        UpdatePolicy: { AutoScalingRollingUpdate: { MinInstancesInService: 0, MaxBatchSize: 10 } }
        Properties: { MinSize: 0, MaxSize: 40 }
    `,
    'a rolling update that waits, and keeps two of three': [
      subnets(),
      `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { MinSize: 3, MaxSize: 6, VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB, !Ref SubnetC] }
        UpdatePolicy:
          AutoScalingRollingUpdate: { WaitOnResourceSignals: true, MaxBatchSize: 1 }
    `,
    ],
    'one that adds instances first': [
      subnets(),
      `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { MinSize: 3, MaxSize: 6, VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB, !Ref SubnetC] }
        UpdatePolicy:
          AutoScalingRollingUpdate: { WaitOnResourceSignals: true, MaxBatchSize: 3, MinInstancesInService: '3' }
    `,
    ],
    'an instance refresh of a group whose percentage is cleared': [
      subnets(),
      `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties:
          MinSize: 3
          MaxSize: 6
          VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB, !Ref SubnetC]
          InstanceMaintenancePolicy: { MinHealthyPercentage: -1, MaxHealthyPercentage: -1 }
        UpdatePolicy:
          AutoScalingInstanceRefresh: { Strategy: Rolling }
    `,
    ],
    'an instance refresh': [
      subnets(),
      `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { MinSize: 3, MaxSize: 6, VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB, !Ref SubnetC] }
        UpdatePolicy:
          AutoScalingInstanceRefresh: { Strategy: Rolling }
    `,
    ],
    'an instance refresh that keeps all instances': [
      subnets(),
      `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { MinSize: 3, MaxSize: 6, VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB, !Ref SubnetC] }
        UpdatePolicy:
          AutoScalingInstanceRefresh:
            Strategy: Rolling
            Preferences: { MinHealthyPercentage: 100, MaxHealthyPercentage: 134 }
    `,
    ],
    'one that costs no more than a zone': [
      subnets(),
      `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { MinSize: 6, MaxSize: 9, VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB, !Ref SubnetC] }
        UpdatePolicy:
          AutoScalingInstanceRefresh: { Strategy: ReplaceRootVolume }
    `,
    ],
    'a new group in place of the old': [
      subnets(),
      `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { MinSize: 3, MaxSize: 6, VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB, !Ref SubnetC] }
        UpdatePolicy:
          AutoScalingReplacingUpdate: { WillReplace: true }
    `,
    ],
    'the default batch, one instance': [
      subnets(),
      `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { MinSize: 3, MaxSize: 9, VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB, !Ref SubnetC] }
        UpdatePolicy:
          AutoScalingRollingUpdate: { WaitOnResourceSignals: 'true' }
      `,
    ],
    'a batch as large as the share of a zone': [
      subnets(),
      `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { MinSize: 4, MaxSize: 9, VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB, !Ref SubnetC] }
        UpdatePolicy:
          AutoScalingRollingUpdate: { WaitOnResourceSignals: true, MaxBatchSize: 2 }
      `,
    ],
  },
  fail: {
    'as many in service as there may be': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        UpdatePolicy: { AutoScalingRollingUpdate: { WaitOnResourceSignals: true, MaxBatchSize: 1, MinInstancesInService: 6 } }
        Properties: { MinSize: 3, MaxSize: 6 }
    `,
    'launches that are suspended': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        UpdatePolicy: { AutoScalingRollingUpdate: { WaitOnResourceSignals: true, MaxBatchSize: 1, MinInstancesInService: 3, SuspendProcesses: [AZRebalance, Launch] } }
        Properties: { MinSize: 3, MaxSize: 6 }
    `,
    'no time for a signal': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        UpdatePolicy: { AutoScalingRollingUpdate: { WaitOnResourceSignals: true, MaxBatchSize: 1, MinInstancesInService: 3, PauseTime: PT0S } }
        Properties: { MinSize: 3, MaxSize: 6 }
    `,
    'a version that never changes its name': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        UpdatePolicy: { AutoScalingRollingUpdate: { WaitOnResourceSignals: true, MaxBatchSize: 1, MinInstancesInService: 3 } }
        Properties: { MinSize: 3, MaxSize: 6, LaunchTemplate: { LaunchTemplateId: lt-1, Version: $Latest } }
    `,
    'no policy': [
      subnets(),
      `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { MinSize: 3, MaxSize: 6, VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB, !Ref SubnetC] }
    `,
    ],
    'an update that does not wait': [
      subnets(),
      `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { MinSize: 3, MaxSize: 6, VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB, !Ref SubnetC] }
        UpdatePolicy:
          AutoScalingRollingUpdate: { MinInstancesInService: 2 }
    `,
    ],
    'an update that takes all but one at once': [
      subnets(),
      `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { MinSize: 3, MaxSize: 6, VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB, !Ref SubnetC] }
        UpdatePolicy:
          AutoScalingRollingUpdate: { WaitOnResourceSignals: true, MaxBatchSize: 3, MinInstancesInService: 1 }
    `,
    ],
    'an instance refresh that replaces all at once': [
      subnets(),
      `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { MinSize: 3, MaxSize: 6, VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB, !Ref SubnetC] }
        UpdatePolicy:
          AutoScalingInstanceRefresh:
            Strategy: Rolling
            Preferences: { MinHealthyPercentage: 0 }
    `,
    ],
    'one of a group that lets half of its instances go': [
      subnets(),
      `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties:
          MinSize: 6
          MaxSize: 9
          VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB, !Ref SubnetC]
          InstanceMaintenancePolicy: { MinHealthyPercentage: 50, MaxHealthyPercentage: 100 }
        UpdatePolicy:
          AutoScalingInstanceRefresh: { Strategy: Rolling }
    `,
    ],
    'a policy for schedules only': [
      subnets(),
      `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { MinSize: 3, MaxSize: 6, VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB, !Ref SubnetC] }
        UpdatePolicy:
          AutoScalingScheduledAction: { IgnoreUnmodifiedGroupSizeProperties: true }
    `,
    ],
    'a policy that is switched off': [
      subnets(),
      `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { MinSize: 3, MaxSize: 9, VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB, !Ref SubnetC] }
        UpdatePolicy:
          AutoScalingReplacingUpdate: { WillReplace: false }
      `,
    ],
  },
  unknown: {
    'an instance refresh whose share is given at deployment': [
      subnets(),
      `
      Parameters: { Kept: { Type: Number } }
      Resources:
        Group:
          Type: AWS::AutoScaling::AutoScalingGroup
          Properties: { MinSize: 3, MaxSize: 6, VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB, !Ref SubnetC] }
          UpdatePolicy:
            AutoScalingInstanceRefresh:
              Strategy: Rolling
              Preferences: { MinHealthyPercentage: !Ref Kept }
    `,
    ],
    'a minimum that is given at deployment': [
      subnets(),
      `
      Parameters: { Size: { Type: String } }
      Resources:
        Group:
          Type: AWS::AutoScaling::AutoScalingGroup
          Properties: { VPCZoneIdentifier: [!Ref SubnetA, !Ref SubnetB, !Ref SubnetC], MinSize: !Ref Size, MaxSize: 6 }
          UpdatePolicy:
            AutoScalingRollingUpdate: { WaitOnResourceSignals: true }
    `,
    ],
  },
};
