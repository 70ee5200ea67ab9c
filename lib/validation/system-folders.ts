/** Paths in folders that an instance has as well. */
export const OF_THE_SYSTEM = /^\/(usr|bin|sbin|lib|lib64|etc|dev|proc)\//;
