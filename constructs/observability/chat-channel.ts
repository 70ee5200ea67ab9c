import * as chatbot from 'aws-cdk-lib/aws-chatbot';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';

/** A channel of a chat service that AWS has been authorized for once, in its console. */
export class ChatTarget {
  /**
   * A Slack channel.
   *
   * @param workspaceId the workspace, as the console of Amazon Q Developer in chat applications
   *   shows it after the authorization
   * @param channelId the channel, as the last part of the link to it
   */
  static slack(workspaceId: string, channelId: string): ChatTarget {
    return new ChatTarget(
      (scope, id, common) =>
        // There is an L2 for Slack and none for Teams: L1s take what they have in common in the same words.
        new chatbot.CfnSlackChannelConfiguration(scope, id, {
          ...common,
          slackWorkspaceId: workspaceId,
          slackChannelId: channelId,
        }),
    );
  }

  /**
   * A Microsoft Teams channel.
   *
   * @param tenantId the tenant, as the link to the channel shows it
   * @param teamId the team, as `groupId` in the link to the channel
   * @param channelId the channel, as the link to it shows it
   */
  static teams(tenantId: string, teamId: string, channelId: string): ChatTarget {
    return new ChatTarget(
      (scope, id, common) =>
        new chatbot.CfnMicrosoftTeamsChannelConfiguration(scope, id, {
          ...common,
          teamsTenantId: tenantId,
          teamId,
          teamsChannelId: channelId,
        }),
    );
  }

  /** Defines the configuration of the channel. */
  readonly bind: (scope: Construct, id: string, common: ChatConfiguration) => void;

  private constructor(bind: (scope: Construct, id: string, common: ChatConfiguration) => void) {
    this.bind = bind;
  }
}

/**
 * What the configurations of all chat services have in common, as CloudFormation names it
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-chatbot-slackchannelconfiguration.html).
 */
export interface ChatConfiguration {
  /** The name of the configuration, unique in the account. */
  readonly configurationName: string;
  /** The ARN of the role as which the channel reads. */
  readonly iamRoleArn: string;
  /** The ARNs of the policies that bound what may be done from the channel. */
  readonly guardrailPolicies: string[];
  /** The ARNs of the topics that are posted. */
  readonly snsTopicArns: string[];
  /** What goes to CloudWatch Logs: `ERROR`, `INFO` or `NONE`. */
  readonly loggingLevel: string;
}

/** Properties of {@link ChatChannel}. */
export interface ChatChannelProps {
  /** The name of the configuration, unique in the account. */
  readonly name: string;

  /** Which channel it is. */
  readonly target: ChatTarget;

  /**
   * The topics that the channel shows, of all Regions: an account can configure a channel only
   * once, so name those of other Regions by `AlertChannels.topicArn`.
   */
  readonly topics: readonly sns.ITopic[];
}

/**
 * Shows alerts in a channel of Slack or Microsoft Teams, through Amazon Q Developer in chat
 * applications (formerly AWS Chatbot).
 *
 * It guarantees that people in the channel see alarms with their graphs and change nothing from
 * there: its role may read CloudWatch, as AWS documents it for notifications, and the guardrail allows
 * no more whatever else is granted to it. A chat wakes nobody: subscribe whoever has to be woken to the channel `page` as well.
 *
 * The service is global: define it once, for example in the stack that holds the global record.
 *
 * @see https://docs.aws.amazon.com/chatbot/latest/adminguide/what-is.html
 * @see https://docs.aws.amazon.com/chatbot/latest/adminguide/chatbot-iam-policies.html
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-chatbot-slackchannelconfiguration.html
 */
export class ChatChannel extends Construct {
  /** The role that the service takes on to draw the graphs of alarms. */
  readonly role: iam.IRole;

  constructor(scope: Construct, id: string, props: ChatChannelProps) {
    super(scope, id);
    const policy = new iam.ManagedPolicy(this, 'Policy', {
      description: 'Lets a chat channel show alarms and their graphs',
      statements: [
        new iam.PolicyStatement({
          actions: ['cloudwatch:Describe*', 'cloudwatch:Get*', 'cloudwatch:List*'],
          resources: ['*'],
        }),
      ],
    });
    acknowledge(
      policy,
      'What AWS documents for notifications of alarms with their graphs: it only reads, and mostly supports no resources',
      'AwsSolutions-IAM5[Action::cloudwatch:Describe*]',
      'AwsSolutions-IAM5[Action::cloudwatch:Get*]',
      'AwsSolutions-IAM5[Action::cloudwatch:List*]',
      'AwsSolutions-IAM5[Resource::*]',
    );
    this.role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('chatbot.amazonaws.com'),
      managedPolicies: [policy],
    });
    props.target.bind(this, 'Resource', {
      configurationName: props.name,
      iamRoleArn: this.role.roleArn,
      guardrailPolicies: [policy.managedPolicyArn],
      snsTopicArns: props.topics.map(({ topicArn }) => topicArn),
      loggingLevel: 'ERROR',
    });
  }
}
