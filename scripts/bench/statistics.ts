export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}

/** How much faster than its size something grows: the steepest step in logarithms, 1 is linear. */
export function growth(points: readonly (readonly [size: number, cost: number])[]): number {
  const steps = points.slice(1).map(([size, cost], i) => {
    const [sizeBefore, costBefore] = points[i] ?? [Number.NaN, Number.NaN];
    return Math.log(cost / costBefore) / Math.log(size / sizeBefore);
  });
  return Math.max(...steps);
}
