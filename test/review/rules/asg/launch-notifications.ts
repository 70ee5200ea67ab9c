import type { RuleSamples } from '../../support/samples.ts';

export const samples: RuleSamples = {
  pass: {
    'all four events': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties:
          NotificationConfigurations:
            - TopicARN: !Ref Topic
              NotificationTypes:
                - autoscaling:EC2_INSTANCE_LAUNCH
                - autoscaling:EC2_INSTANCE_LAUNCH_ERROR
                - autoscaling:EC2_INSTANCE_TERMINATE
                - autoscaling:EC2_INSTANCE_TERMINATE_ERROR
      Topic: { Type: AWS::SNS::Topic }
    `,
    'in two configurations': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties:
          NotificationConfigurations:
            - TopicARN: !Ref Topic
              NotificationTypes:
                - autoscaling:EC2_INSTANCE_LAUNCH
                - autoscaling:EC2_INSTANCE_LAUNCH_ERROR
            - TopicARN: !Ref Topic
              NotificationTypes:
                - autoscaling:EC2_INSTANCE_TERMINATE
                - autoscaling:EC2_INSTANCE_TERMINATE_ERROR
      Topic: { Type: AWS::SNS::Topic }
    `,
  },
  fail: {
    none: `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties: { MinSize: 3 }
    `,
    'no errors': `
      Group:
        Type: AWS::AutoScaling::AutoScalingGroup
        Properties:
          NotificationConfigurations:
            - TopicARN: !Ref Topic
              NotificationTypes:
                - autoscaling:EC2_INSTANCE_LAUNCH
                - autoscaling:EC2_INSTANCE_TERMINATE
      Topic: { Type: AWS::SNS::Topic }
    `,
  },
  unknown: {
    'an event that is given at deployment': `
      Parameters: { Event: { Type: String } }
      Resources:
        Group:
          Type: AWS::AutoScaling::AutoScalingGroup
          Properties:
            NotificationConfigurations:
              - TopicARN: !Ref Topic
                NotificationTypes:
                  - autoscaling:EC2_INSTANCE_LAUNCH
                  - autoscaling:EC2_INSTANCE_LAUNCH_ERROR
                  - autoscaling:EC2_INSTANCE_TERMINATE
                  - !Ref Event
        Topic: { Type: AWS::SNS::Topic }
    `,
  },
};
