/** A global database, its first cluster, and a second one with more properties. */
export const global = `
  Global:
    Type: AWS::RDS::GlobalCluster
    Properties: { GlobalClusterIdentifier: orders, SourceDBClusterIdentifier: !Ref Primary }
`;

export function primary(more = ''): string {
  return `
  Primary: { Type: AWS::RDS::DBCluster, Properties: { MasterUsername: app, ${more} } }
`;
}

export function secondary(more = ''): string {
  return `
  Secondary: { Type: AWS::RDS::DBCluster, Properties: { GlobalClusterIdentifier: orders, ${more} } }
`;
}

export function instance(id: string, cluster: string, more = ''): string {
  return `
  ${id}: { Type: AWS::RDS::DBInstance, Properties: { DBClusterIdentifier: ${cluster}, ${more} } }
`;
}

/** A primary and a standby Region, and what is in each. */
export function regions(
  strategy: 'pilot-light' | 'warm-standby' | 'active-active' | 'multi-az',
  first: string | readonly string[],
  second: string | readonly string[],
) {
  const roles = strategy === 'active-active' ? (['active', 'active'] as const) : STANDBY;
  return {
    profile: {
      strategy,
      regions: [
        { name: 'eu-west-1', role: roles[0] },
        { name: 'eu-central-1', role: roles[1] },
      ],
    },
    stacks: { 'eu-west-1/App': first, 'eu-central-1/App': second },
  };
}

const STANDBY = ['primary', 'standby'] as const;
