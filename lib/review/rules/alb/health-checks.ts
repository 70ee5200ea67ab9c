/** What a health check asks of targets, how often, and what it takes for an answer. */
export const HEALTH_CHECKS =
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html';
