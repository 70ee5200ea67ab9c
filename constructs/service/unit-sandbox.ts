/** What a unit may do beyond what none of them may. */
export interface SandboxOptions {
  /** The address families of its sockets, such as `AF_INET`. */
  readonly addressFamilies: readonly string[];
  /**
   * Whether it makes code while it runs, as Node, Java and .NET do: `MemoryDenyWriteExecute` would end
   * it.
   */
  readonly compiles: boolean;
}

/**
 * The lines of a systemd unit that runs as a user of its own: nothing that it can write to, no
 * privileges, and no system call that a service does not need.
 * https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html#Sandboxing
 */
export function sandbox({ addressFamilies, compiles }: SandboxOptions): string {
  return [
    'DynamicUser=yes',
    'CapabilityBoundingSet=',
    'NoNewPrivileges=yes',
    'PrivateDevices=yes',
    'PrivateTmp=yes',
    'ProtectClock=yes',
    'ProtectControlGroups=yes',
    'ProtectHome=yes',
    'ProtectHostname=yes',
    'ProtectKernelLogs=yes',
    'ProtectKernelModules=yes',
    'ProtectKernelTunables=yes',
    'ProtectSystem=strict',
    ...(compiles ? [] : ['MemoryDenyWriteExecute=yes']),
    'LockPersonality=yes',
    `RestrictAddressFamilies=${addressFamilies.join(' ')}`,
    'RestrictNamespaces=yes',
    'RestrictRealtime=yes',
    'RestrictSUIDSGID=yes',
    'SystemCallArchitectures=native',
    'SystemCallFilter=@system-service',
  ].join('\n');
}
