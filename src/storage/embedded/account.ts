/** PostgreSQL refuses to run as root. When this process is root, another account runs it. */
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';

export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/**
 * The account that PostgreSQL is to run under; undefined when this process isn't root.
 * @param dataFolder when it is there already, its owner goes on owning it
 */
export function postgresAccount(dataFolder: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  if (existsSync(dataFolder)) {
    const { uid, gid } = statSync(dataFolder);
    if (uid !== 0) return { uid, gid };
  }
  return accountNamed('postgres') ?? createAccount('postgres') ?? accountNamed('nobody');
}

function accountNamed(name: string): Account | undefined {
  const uid = numberFrom('id', ['-u', name]);
  const gid = numberFrom('id', ['-g', name]);
  return uid === undefined || gid === undefined || uid === 0 ? undefined : { uid, gid };
}

/** With the tools of Debian and its kin, then with those of Alpine. */
function createAccount(name: string): Account | undefined {
  const attempts: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', name]],
    ['adduser', ['-S', '-D', '-H', '-s', '/bin/false', name]],
  ];
  for (const [command, args] of attempts) {
    if (spawnSync(command, args, { stdio: 'ignore' }).status === 0) return accountNamed(name);
  }
  return undefined;
}

function numberFrom(command: string, args: readonly string[]): number | undefined {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8' });
  const number = Number.parseInt(stdout, 10);
  return status === 0 && Number.isInteger(number) ? number : undefined;
}

/** Whether an account may run a program, with every folder on the way to it. */
export function canExecute(file: string, account: Account): boolean {
  const { status } = spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', file], {
    ...account,
    cwd: '/',
    stdio: 'ignore',
  });
  return status === 0;
}
