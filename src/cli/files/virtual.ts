import { statfs } from 'node:fs/promises';

/** Types of Linux file systems whose files are made up by the kernel: some block, some never end, some act when read. */
const VIRTUAL_TYPES: ReadonlySet<number> = new Set([
  0x9fa0, // proc
  0x62656572, // sysfs
  0x64626720, // debugfs
  0x74726163, // tracefs
  0x73636673, // securityfs
  0x27e0eb, // cgroup
  0x63677270, // cgroup2
  0x1cd1, // devpts
]);

/** Whether the system makes up what a path holds, as below `/proc`. */
export async function isVirtual(path: string): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  const found = await statfs(path).catch(() => null);
  return found !== null && VIRTUAL_TYPES.has(found.type);
}
