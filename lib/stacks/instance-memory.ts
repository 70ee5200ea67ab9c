/** GiB of memory at the size `large`, by the letter that an instance family begins with. */
const atLarge: Readonly<Record<string, number>> = { c: 4, m: 8, r: 16, t: 8, x: 32 };

/**
 * The memory of a current-generation instance type, from its family and size: each family has a
 * fixed ratio of memory to vCPU, and each size doubles the one before. Enough for thresholds, which
 * is what it is used for; https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-types.html
 * has the exact figures. A family that is not known counts as memory-optimized.
 *
 * @param instanceType for example `r7g.2xlarge`
 */
export function memoryGiB(instanceType: string): number {
  const [family = '', size = ''] = instanceType.split('.');
  const perLarge = atLarge[family.charAt(0)] ?? 16;
  return perLarge * largesIn(size);
}

function largesIn(size: string): number {
  const multiple = /^(\d*)xlarge$/.exec(size);
  if (multiple !== null) return 2 * Number(multiple[1] || 1);
  return { micro: 1 / 8, small: 1 / 4, medium: 1 / 2 }[size] ?? 1;
}
