/** What this process has used of the processor, in milliseconds: whatever runs beside it, it is the same. */
export function cpuMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
