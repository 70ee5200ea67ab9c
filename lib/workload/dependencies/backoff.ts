/** Exponential backoff with full jitter: anything from 0 to `base` doubled by each attempt before. */
export function backoff(attempt: number, base: number, most: number): number {
  return Math.random() * Math.min(most, base * 2 ** attempt);
}
