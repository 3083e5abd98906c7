import type { RateLimiter } from "@smithy/core/retry";

/** Requests a second, and at once, for one service in one Region of one account. */
export interface Allowance {
  readonly perSecond: number;
  readonly burst: number;
}

/**
 * Well within what AWS grants each operation, so that the account's own workloads keep their share.
 * CloudTrail: https://docs.aws.amazon.com/general/latest/gr/ct.html
 * CloudWatch Logs: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html
 * Security Hub: https://docs.aws.amazon.com/securityhub/1.0/APIReference/Welcome.html
 */
const allowances: { readonly [service: string]: Allowance } = {
  cloudtrail: { perSecond: 10, burst: 20 },
  s3: { perSecond: 50, burst: 100 },
  "cloudwatch-logs": { perSecond: 4, burst: 8 },
  // One limit for the whole account, which its own workloads need to sign in and deploy.
  iam: { perSecond: 5, burst: 10 },
  cloudwatch: { perSecond: 5, burst: 8 },
  // One service for all its organization's members, so that many accounts may ask it at once.
  organizations: { perSecond: 4, burst: 8 },
  // 3 a second and 6 at once, and 10 and 30, which other tools of the account import by as well.
  "securityhub-get-findings": { perSecond: 2, burst: 4 },
  "securityhub-import-findings": { perSecond: 7, burst: 20 },
};

const otherwise: Allowance = { perSecond: 10, burst: 20 };

export const allowanceOf = (service: string): Allowance => allowances[service] ?? otherwise;

const slowestPerSecond = 0.5;

/** Requests under way together are throttled together: that is one sign, not many. */
const oneSign = 1000;

/** Spaces requests out; the pace halves when AWS throttles and recovers with every success. */
export class Budget implements RateLimiter {
  readonly #full: Allowance;
  readonly #now: () => number;
  #perSecond: number;
  #tokens: number;
  #filledAt: number;
  #slowedAt = Number.NEGATIVE_INFINITY;

  /** `now` gives milliseconds of a clock that never goes back. */
  constructor(allowance: Allowance, now: () => number = () => performance.now()) {
    this.#full = allowance;
    this.#now = now;
    this.#perSecond = allowance.perSecond;
    this.#tokens = allowance.burst;
    this.#filledAt = now();
  }

  get perSecond(): number {
    return this.#perSecond;
  }

  /** Takes the next place in the queue and says how many milliseconds away it is. */
  reserve(): number {
    const now = this.#now();
    const earned = ((now - this.#filledAt) / 1000) * this.#perSecond;
    this.#tokens = Math.min(this.#full.burst, this.#tokens + earned) - 1;
    this.#filledAt = now;
    return this.#tokens >= 0 ? 0 : (-this.#tokens / this.#perSecond) * 1000;
  }

  async getSendToken(): Promise<void> {
    const wait = this.reserve();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
  }

  /** Told by the SDK of every retry, with its kind of error, and of every success, without. */
  updateClientSendingRate(report: { readonly errorType?: string }): void {
    if (report.errorType === "THROTTLING") this.#slowDown();
    else if (report.errorType === undefined) {
      const step = this.#full.perSecond / 20;
      this.#perSecond = Math.min(this.#full.perSecond, this.#perSecond + step);
    }
  }

  #slowDown(): void {
    if (this.#now() - this.#slowedAt < oneSign) return;
    this.#slowedAt = this.#now();
    this.#perSecond = Math.max(slowestPerSecond, this.#perSecond / 2);
    this.#tokens = Math.min(this.#tokens, 0);
  }
}
