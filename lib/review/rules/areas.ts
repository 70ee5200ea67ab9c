/** What the rules of an area are about; the area is the middle of a rule's ID. */
export const AREAS = {
  NET: 'Networks',
  ALB: 'Load balancers',
  ASG: 'Auto Scaling groups',
  ECS: 'Containers',
  LAM: 'Functions',
  DNS: 'DNS and failover records',
  AUR: 'Aurora and RDS',
  CACHE: 'Caches',
  SQS: 'Queues and events',
  S3: 'Object storage',
  DDB: 'DynamoDB',
  BKP: 'Backup',
  OTH: 'Other data stores',
  OBS: 'Alarms',
  SEC: 'Certificates, keys and secrets',
  OPS: 'Operations',
  REG: 'Regions',
} as const;

export type Area = keyof typeof AREAS;

/** `HA-ASG-1` → `ASG`. */
export function areaOf({ id }: { readonly id: string }): Area {
  return id.split('-')[1] as Area;
}
