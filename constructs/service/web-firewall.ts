import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import { ArnFormat, Aws, Duration, Fn, Names, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import type { aws_elasticloadbalancingv2 as elbv2 } from 'aws-cdk-lib/interfaces';
import { Construct } from 'constructs';
import { Firewall, type IFirewall } from '../inputs/firewall.ts';
import { noSnapshots } from '../removal.ts';
import { admit, logGroups } from '../security/key-users.ts';
import { isUnknown } from '../unknown.ts';
import { type ValidationRule, validateProps } from '../validation.ts';

/** Properties of a {@link WebFirewall}. */
export interface WebFirewallProps {
  /**
   * Encrypts the log group. What its policy lacks for CloudWatch Logs is added, or, to an imported
   * key's, named in a warning.
   */
  readonly encryptionKey: kms.IKey;

  /**
   * The most requests that one IP address may send in five minutes, 10 to 2,000,000,000; more of
   * them are blocked until the rate falls.
   *
   * @default 2000 - six or seven a second, many times what a person causes; raise it where many
   *   people share an address
   */
  readonly requestsPerIpPerFiveMinutes?: number;

  /**
   * What becomes of the log when it leaves the stack.
   *
   * @default RemovalPolicy.RETAIN - for whoever asks later who was kept out
   */
  readonly removalPolicy?: RemovalPolicy;
}

const DEFAULT_REQUESTS_PER_IP = 2000;

/**
 * The rule groups that AWS manages, in the order in which they are evaluated, with the capacity
 * that each takes in web ACL capacity units (WCU). With the rate limit's 2 they come to 1127; a
 * web ACL holds 1500 before it costs more.
 * https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html
 * https://docs.aws.amazon.com/waf/latest/developerguide/aws-waf-capacity-units.html
 */
export const MANAGED_RULE_GROUPS = {
  AWSManagedRulesAmazonIpReputationList: 25,
  AWSManagedRulesCommonRuleSet: 700,
  AWSManagedRulesKnownBadInputsRuleSet: 200,
  AWSManagedRulesSQLiRuleSet: 200,
} as const;

const rules: ValidationRule<WebFirewallProps>[] = [
  {
    condition: ({ requestsPerIpPerFiveMinutes: limit }) =>
      limit !== undefined &&
      !isUnknown(limit) &&
      !(Number.isInteger(limit) && limit >= 10 && limit <= 2_000_000_000),
    message: ({ requestsPerIpPerFiveMinutes }) =>
      `'requestsPerIpPerFiveMinutes' must be a whole number from 10 to 2000000000, got ` +
      `${requestsPerIpPerFiveMinutes}`,
  },
  noSnapshots,
];

/**
 * Defines an AWS WAF web ACL for the load balancers of a Region.
 *
 * It guarantees that
 *
 * - an address that sends more than its share of requests is blocked before anything else is
 *   evaluated;
 * - addresses of ill repute, common exploits, known bad inputs and SQL injection are blocked by
 *   rules that AWS maintains;
 * - what it decided can be read in an encrypted log, without credentials and cookies.
 *
 * A request that AWS WAF cannot inspect is not passed on, which is the default of the load
 * balancer:
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-waf.html
 *
 * @throws Error when the rate is out of range, or when a snapshot is asked for
 */
export class WebFirewall extends Construct implements IFirewall {
  /** The web ACL. */
  readonly webAcl: wafv2.CfnWebACL;
  /** What it decided, request by request. */
  readonly logGroup: logs.ILogGroup;
  readonly #metricName: string;

  constructor(scope: Construct, id: string, props: WebFirewallProps) {
    super(scope, id);
    validateProps(this, props, rules);
    // The dimension by which the metrics of this firewall are told from those of others.
    this.#metricName = Names.uniqueResourceName(this, { maxLength: 128, separator: '-' });

    // The CDK has no L2s of AWS WAF.
    this.webAcl = new wafv2.CfnWebACL(this, 'Resource', {
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: visibility(this.#metricName),
      rules: [
        {
          name: 'RateLimit',
          priority: 0,
          action: { block: {} },
          statement: {
            rateBasedStatement: {
              aggregateKeyType: 'IP',
              evaluationWindowSec: 300,
              limit: props.requestsPerIpPerFiveMinutes ?? DEFAULT_REQUESTS_PER_IP,
            },
          },
          visibilityConfig: visibility('RateLimit'),
        },
        ...Object.keys(MANAGED_RULE_GROUPS).map((name, index) => ({
          name,
          priority: index + 1,
          overrideAction: { none: {} },
          statement: { managedRuleGroupStatement: { vendorName: 'AWS', name } },
          visibilityConfig: visibility(name),
        })),
      ],
    });

    // AWS WAF accepts only names that begin like this. The stack's own id follows, so that the
    // retained log group of a deleted stack does not block the name for the next one.
    // https://docs.aws.amazon.com/waf/latest/developerguide/logging-cw-logs.html
    const stackUuid = Fn.select(2, Fn.split('/', Aws.STACK_ID));
    admit(this, props.encryptionKey, logGroups);
    const logGroup = new logs.LogGroup(this, 'Logs', {
      logGroupName: `aws-waf-logs-${this.node.addr.slice(0, 8)}-${stackUuid}`,
      encryptionKey: props.encryptionKey,
      retention: logs.RetentionDays.ONE_YEAR,
      removalPolicy: props.removalPolicy ?? RemovalPolicy.RETAIN,
    });
    new wafv2.CfnLoggingConfiguration(this, 'Logging', {
      resourceArn: this.webAcl.attrArn,
      // Without the ':*' at the end of the log group's own ARN, which AWS WAF does not accept.
      logDestinationConfigs: [
        Stack.of(this).formatArn({
          service: 'logs',
          resource: 'log-group',
          resourceName: logGroup.logGroupName,
          arnFormat: ArnFormat.COLON_RESOURCE_NAME,
        }),
      ],
      redactedFields: [
        { singleHeader: { Name: 'authorization' } },
        { singleHeader: { Name: 'cookie' } },
      ],
    });
    this.logGroup = logGroup;
  }

  /**
   * A metric of the web ACL, over all of its rules.
   * https://docs.aws.amazon.com/waf/latest/developerguide/waf-metrics.html
   *
   * @param metricName as AWS WAF calls it, such as `CountedRequests`
   * @param options by default the sum of five minutes; a `Rule` in the `dimensionsMap` is one of them:
   *   `RateLimit`, or one of `MANAGED_RULE_GROUPS`
   */
  metric(metricName: string, options: cloudwatch.MetricOptions = {}): cloudwatch.Metric {
    return new cloudwatch.Metric({
      namespace: 'AWS/WAFV2',
      metricName,
      statistic: cloudwatch.Stats.SUM,
      period: Duration.minutes(5),
      ...options,
      dimensionsMap: {
        WebACL: this.#metricName,
        Region: Stack.of(this).region,
        Rule: 'ALL',
        ...options.dimensionsMap,
      },
    }).attachTo(this);
  }

  /** The requests that it blocked: see {@link WebFirewall.metric}. */
  metricBlockedRequests(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('BlockedRequests', options);
  }

  /** The requests that it let through: see {@link WebFirewall.metric}. */
  metricAllowedRequests(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('AllowedRequests', options);
  }

  /**
   * Puts the web ACL in front of a load balancer, which can have one only.
   *
   * @param loadBalancer a load balancer of the same Region
   */
  protect(loadBalancer: elbv2.ILoadBalancerRef): void {
    Firewall.fromWebAcl(this.webAcl).protect(loadBalancer);
  }
}

function visibility(metricName: string): wafv2.CfnWebACL.VisibilityConfigProperty {
  return { metricName, cloudWatchMetricsEnabled: true, sampledRequestsEnabled: true };
}
