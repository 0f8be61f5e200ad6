/**
 * Several machines on this one: hosts with addresses of their own on one switch, in a network that no real interface is
 * part of. Needs neither root nor a name of a namespace: whoever may make a user namespace has one (`unshare`), and
 * every host is held by a process that ends when this one does. Unix sockets are not part of it: what runs on a host is
 * commanded from outside, through the socket of its profile.
 */
import { execFile, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What to put before a command so that it runs on a machine. */
export type Enter = readonly [string, ...string[]];

export interface Machine {
  /** Of its one interface, `eth0`. */
  readonly address: string;
  readonly enter: Enter;
}

/** Holds namespaces for as long as its input is open: also a killed test leaves none behind. */
interface Holder {
  readonly process: ChildProcessWithoutNullStreams;
  readonly enter: Enter;
}

export class Machines {
  readonly #switch: Holder;
  readonly #hosts = new Map<string, Holder>();

  private constructor(theSwitch: Holder) {
    this.#switch = theSwitch;
  }

  /** The first name gets 10.77.0.1, the next 10.77.0.2 and so on; each reaches the others and nothing else. */
  static async of(...names: readonly string[]): Promise<Machines> {
    const machines = new Machines(await hold(['unshare', '--user', '--map-root-user', '--net']));
    try {
      // Without snooping the switch hands on what is sent to many at once, like a cheap one at home.
      await machines.#configure(`
        ip link add switch type bridge mcast_snooping 0
        ip link set switch up`);
      for (const name of names) await machines.#add(name);
    } catch (error) {
      await machines.close();
      throw error;
    }
    return machines;
  }

  machine(name: string): Machine {
    const number = [...this.#hosts.keys()].indexOf(name) + 1;
    return { address: `10.77.0.${number}`, enter: this.#hosts.get(name)!.enter };
  }

  /** Of the switch: each cable ends there under its machine's name. */
  get enterSwitch(): Enter {
    return this.#switch.enter;
  }

  /** As if the cable were pulled out of the switch. */
  async unplug(name: string): Promise<void> {
    await this.#configure(`ip link set ${name} down`);
  }

  async plug(name: string): Promise<void> {
    await this.#configure(`ip link set ${name} up`);
  }

  async close(): Promise<void> {
    await Promise.all([this.#switch, ...this.#hosts.values()].map(release));
  }

  async #add(name: string): Promise<void> {
    const host = await hold([...this.#switch.enter, 'unshare', '--net']);
    this.#hosts.set(name, host);
    await this.#configure(`
      ip link add ${name} type veth peer name eth0 netns ${host.process.pid}
      ip link set ${name} master switch up`);
    await sh(
      host.enter,
      `
      ip link set lo up
      ip link set eth0 up
      ip address add ${this.machine(name).address}/24 dev eth0
      ip route add 224.0.0.0/4 dev eth0`,
    );
  }

  async #configure(script: string): Promise<void> {
    await sh(this.#switch.enter, script);
  }
}

async function hold(unshare: Enter): Promise<Holder> {
  const [command, ...args] = [...unshare, 'sh', '-c', 'echo && exec cat'];
  const process = spawn(command, args);
  const lines = createInterface({ input: process.stdout });
  const complaint: string[] = [];
  process.stderr.on('data', (piece: Buffer) => complaint.push(piece.toString()));
  const ended = once(process, 'close').then(() => {
    throw new Error(`no namespace: ${complaint.join('')}`);
  });
  await Promise.race([once(lines, 'line'), ended]);
  ended.catch(() => {});
  const target = ['--target', String(process.pid), '--user', '--preserve-credentials', '--net'];
  return { process, enter: ['nsenter', ...target, '--'] };
}

async function release({ process }: Holder): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return;
  process.stdin.end();
  await once(process, 'close');
}

async function sh(enter: Enter, script: string): Promise<void> {
  const [command, ...args] = [...enter, 'sh', '-e', '-c', script];
  await run(command, args);
}
