/**
 * How many retries there may be: a tenth of the calls, and a few at once after a quiet time. A
 * dependency that is overloaded then gets 1.1 times the calls, not as many times as there are
 * attempts: https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/
 */
export class RetryBudget {
  private static readonly perCall = 0.1;
  private static readonly most = 10;
  private tokens = RetryBudget.most;

  /** Notes a first attempt, which earns a part of a retry. */
  called(): void {
    this.tokens = Math.min(RetryBudget.most, this.tokens + RetryBudget.perCall);
  }

  /** Takes a retry out of the budget, if there is one left. */
  take(): boolean {
    if (this.tokens < 1) return false;
    this.tokens -= 1;
    return true;
  }
}
