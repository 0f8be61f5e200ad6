/**
 * A world in which entries are carried by hand: a few devices, drawn from a seed, that act, meet, crash and come back.
 * At the end everybody meets, and everybody has to agree. `runDirectWorld` is a function of its seed.
 */
import { KithError } from '../../core/base/kith-error.ts';
import { stateHash } from '../../core/peer/state-hash.ts';
import { furnish, govern, someAction } from './actions.ts';
import { expectAgreement, expectSound } from './agreement.ts';
import { carry, carryAll } from './carry.ts';
import { SimulatedClock } from './clock.ts';
import { DirectDevice } from './direct-device.ts';
import { Liar } from './liar.ts';
import { Promises } from './promises.ts';
import { seededRandom, type SeededRandom } from './random.ts';
import { rule } from './rule.ts';
import { pester } from './spoil.ts';
import { Trace, WorldFailure, type WorldResult } from './trace.ts';

const YEAR = 365 * 24 * 3_600_000;
const NAMES = ['ana', 'ben', 'cleo', 'dora', 'emil', 'fay'];

export function runDirectWorld(seed: number): Promise<WorldResult> {
  return run(seed, new DirectWorld(seed, false));
}

/** The same with copies of devices, and with stewards who do and undo what concerns people and devices. */
export function runRuledWorld(seed: number): Promise<WorldResult> {
  return run(seed, new DirectWorld(seed, true, true));
}

/** The same with devices that are copied: both copies write, learn of each other, and go on as new devices. */
export function runForkingWorld(seed: number): Promise<WorldResult> {
  return run(seed, new DirectWorld(seed, true));
}

async function run(seed: number, world: DirectWorld): Promise<WorldResult> {
  try {
    await world.live();
    return await world.end();
  } catch (error) {
    throw new WorldFailure(seed, world.trace, error);
  }
}

class DirectWorld {
  readonly #random: SeededRandom;
  readonly #clock = new SimulatedClock();
  readonly trace = new Trace();
  readonly #promises = new Promises();
  readonly #devices: DirectDevice[] = [];
  readonly #size: number;
  readonly #isForking: boolean;
  readonly #isRuled: boolean;
  #hasRenewed = false;
  /** Copies of devices; in a world without them nothing is drawn for them. */
  readonly #twins: DirectDevice[] = [];
  #twinLiar: { readonly device: DirectDevice; readonly liar: Liar } | undefined;
  /** The device that lies, in most worlds. */
  #liar: { readonly device: DirectDevice; readonly liar: Liar } | undefined;
  /** Devices of one group meet; the others do not. */
  #groups: number[] = [];

  constructor(seed: number, isForking: boolean, isRuled = false) {
    this.#isForking = isForking;
    this.#isRuled = isRuled;
    this.#random = seededRandom(seed);
    this.#size = 2 + this.#random.below(4);
  }

  async live(): Promise<void> {
    const founder = this.#device();
    await this.#clock.drive(founder.found('Elm Street'));
    await this.#drive(furnish(founder));
    this.#promises.noteSaved(founder.community);
    while (this.#devices.length < 2 || (this.#devices.length < this.#size && this.#random.happens(0.6)))
      await this.#join();
    const steps = 30 + this.#random.below(40);
    for (let step = 0; step < steps; step++) await this.#step(step > 0.7 * steps);
  }

  async end(): Promise<WorldResult> {
    for (const device of this.#devices) if (!device.isUp) await this.#restart(device);
    await this.#meetAll();
    const replicas = this.#devices.map((device) => device.community);
    for (const replica of replicas) this.#promises.look(replica);
    const state = await expectAgreement(replicas, this.#hasRenewed);
    for (const device of this.#devices) {
      await this.#drive(expectSound(device.community, state));
      await expectSound(await this.#drive(device.reopened()), state);
    }
    if (this.#isForking && this.#twins.length > 0)
      this.trace.add(`branches ${replicas[0]!.branches().length}`);
    const entries = replicas[0]!.frontier().reduce((sum, { seq }) => sum + seq + 1, 0);
    this.trace.add(`end ${entries} ${state}`);
    return { trace: this.trace, entries, state };
  }

  async #step(isLate: boolean): Promise<void> {
    const random = this.#random;
    if (this.#isForking && random.happens(this.#isRuled ? 0.06 : 0.15)) return this.#fork();
    if (this.#isRuled && random.happens(0.12)) return this.#govern(random.pick(this.#devices), false);
    const at = random.fraction();
    if (at < 0.55)
      return this.#act(random.pick(this.#devices), random.happens(0.3) ? 1 + random.below(3) : 1);
    if (at < 0.75) return this.#meet();
    if (at < 0.79) return this.#crash(random.pick(this.#devices));
    if (at < 0.81) return this.#quit(random.pick(this.#devices));
    if (at < 0.85) return this.#partition();
    if (at < 0.88) return this.#join();
    if (at < 0.9) return this.#check(random.pick(this.#devices));
    if (at < 0.93)
      return this.#govern(random.happens(0.7) ? this.#devices[0]! : random.pick(this.#devices), isLate);
    return this.#lie();
  }

  /** Somebody copies a profile; or who has learned of it goes on as a new device. */
  async #fork(): Promise<void> {
    const random = this.#random;
    const up = this.#devices.filter(({ isUp }) => isUp);
    const copied = up.filter((device) => device.community.isCopied && !this.#isLiar(device));
    if (copied.length > 0 && random.happens(0.6)) {
      const device = random.pick(copied);
      try {
        await this.#drive(device.community.renew('again'));
        this.#hasRenewed = true;
        this.trace.add(`${device.name} goes on as a new device`);
      } catch (error) {
        if (!(error instanceof KithError)) throw error;
        this.trace.add(`${device.name} stays: ${error.code}`);
      }
      return;
    }
    if (up.length === 0 || this.#twins.length === 3) return;
    const source = random.pick(up);
    const name = `${source.name}-${this.#twins.length}`;
    const twin = await this.#drive(source.twin(name, this.#clock, random.fork()));
    this.#promises.noteTwins(source.community.device);
    await this.#drive(twin.start());
    this.#devices.push(twin);
    this.#twins.push(twin);
    if (source === this.#liar?.device && !this.#twinLiar) {
      const liar = new Liar(
        () => twin.community,
        twin.keys!,
        random.fork(),
        () => this.#ids(),
      );
      this.#twinLiar = { device: twin, liar };
    }
    this.trace.add(`${source.name} is copied to ${name}`);
  }

  #isLiar(device: DirectDevice): boolean {
    return device === this.#liar?.device || device === this.#twinLiar?.device;
  }

  async #act(device: DirectDevice, count: number): Promise<void> {
    if (!device.isUp) return this.#restart(device);
    const work = Array.from({ length: count }, () => this.#tried(device));
    const lines = await this.#drive(Promise.all(work));
    for (const line of lines) this.trace.add(`${device.name} ${line}`);
  }

  /** An action, with its refusal as an answer. */
  async #tried(device: DirectDevice): Promise<string> {
    const { community } = device;
    try {
      const line = await someAction(device, this.#random);
      this.#promises.noteSaved(community);
      return line;
    } catch (error) {
      if (error instanceof KithError && error.code !== 'INTERNAL') return error.code;
      throw error;
    }
  }

  async #govern(device: DirectDevice, isLate: boolean): Promise<void> {
    if (!device.isUp) return this.#restart(device);
    try {
      const work = this.#isRuled ? rule(device, this.#random) : govern(device, this.#random, isLate);
      const done = await this.#drive(work);
      this.#promises.noteSaved(device.community);
      if (done !== undefined) this.trace.add(`${device.name} ${done}`);
    } catch (error) {
      if (!(error instanceof KithError)) throw error;
      this.trace.add(`${device.name} governs: ${error.code}`);
    }
  }

  async #meet(): Promise<void> {
    const up = this.#devices.filter(({ isUp }) => isUp);
    const [a, b] = [this.#random.pick(this.#devices), this.#random.pick(this.#devices)];
    if (a === b || !up.includes(a) || !up.includes(b) || this.#groupOf(a) !== this.#groupOf(b)) return;
    const said = await this.#drive(carry(a.community, b.community, this.#random));
    this.#promises.look(b.community);
    this.trace.add(`${a.name} to ${b.name} ${said}`);
  }

  async #lie(): Promise<void> {
    const found = this.#twinLiar && this.#random.happens(0.5) ? this.#twinLiar : this.#liar;
    if (!found?.device.isUp) return;
    const { device, liar } = found;
    const random = this.#random;
    const victim = random.pick(this.#devices);
    try {
      const at = random.fraction();
      let said: string;
      if (at < 0.5 || victim === device || !victim.isUp) said = await this.#drive(liar.lie());
      else if (at < 0.55) said = `to ${victim.name} ${await this.#drive(liar.showRetire(victim.community))}`;
      else if (at < 0.97)
        said = `to ${victim.name} ${await this.#drive(pester(device.community, victim.community, random))}`;
      else said = `to ${victim.name} ${await this.#drive(liar.flood(victim.community))}`;
      this.trace.add(`${device.name} ${said}`);
    } catch (error) {
      if (!(error instanceof KithError)) throw error;
      this.trace.add(`${device.name} lies: ${error.code}`);
    }
  }

  /** In the middle of writing, sometimes. */
  async #crash(device: DirectDevice): Promise<void> {
    if (!device.isUp) return this.#restart(device);
    // What a liar has taken in as its own is not synced: losing it would make it fork.
    if (this.#isLiar(device)) return this.#quit(device);
    const work = Array.from({ length: this.#random.below(3) }, () => this.#tried(device).catch(codeOf));
    await this.#clock.advance(this.#random.below(8));
    const survivors = this.#random.happens(0.5) ? 0 : this.#random.below(device.disk.unsynced + 1);
    device.crash(survivors);
    const lines = await this.#drive(Promise.all(work));
    this.trace.add(`${device.name} crashes with ${survivors} after ${lines.join(', ')}`);
    if (this.#random.happens(0.6)) await this.#restart(device);
  }

  async #quit(device: DirectDevice): Promise<void> {
    if (!device.isUp) return this.#restart(device);
    await this.#drive(device.stop());
    this.trace.add(`${device.name} quits`);
  }

  async #restart(device: DirectDevice): Promise<void> {
    await this.#drive(device.start());
    this.#promises.checkSaved(device.community);
    this.trace.add(`${device.name} starts`);
  }

  async #partition(): Promise<void> {
    this.#groups = this.#random.happens(0.5) ? [] : this.#devices.map(() => this.#random.below(2));
    this.trace.add(`groups ${this.#groups.join('')}`);
  }

  async #join(): Promise<void> {
    if (this.#devices.length >= this.#size) return;
    const hosts = this.#devices.filter(({ isUp }) => isUp);
    if (hosts.length === 0) return;
    const [inviter, host] = [this.#random.pick(hosts), this.#random.pick(hosts)];
    const wish = {
      community: inviter.community.id,
      uses: 1,
      role: this.#random.happens(0.15) ? 'guest' : 'member',
    } as const;
    try {
      const { link } = await this.#drive(inviter.call('invite', wish));
      this.#promises.noteSaved(inviter.community);
      if (host !== inviter) await this.#drive(carryAll(inviter.community, host.community));
      const device = this.#device();
      try {
        await this.#drive(device.join(link, host));
      } catch (error) {
        this.#devices.pop();
        throw error;
      }
      this.#promises.noteSaved(host.community);
      await this.#drive(carryAll(host.community, device.community));
      if (!this.#liar && this.#random.happens(0.4)) {
        const liar = new Liar(
          () => device.community,
          device.keys!,
          this.#random.fork(),
          () => this.#ids(),
        );
        this.#liar = { device, liar };
      }
      this.trace.add(`${device.name} joins ${inviter.name} at ${host.name}`);
    } catch (error) {
      if (!(error instanceof KithError)) throw error;
      this.trace.add(`nobody joins ${inviter.name} at ${host.name}: ${error.code}`);
    }
  }

  async #check(device: DirectDevice): Promise<void> {
    if (!device.isUp) return this.#restart(device);
    const { community } = device;
    await this.#drive(expectSound(community, await stateHash(community, community.state)));
    this.trace.add(`${device.name} verifies`);
  }

  /** Everybody meets everybody; after as many rounds as there are devices nothing may be new. */
  async #meetAll(): Promise<void> {
    for (let round = 0; round <= this.#devices.length; round++) {
      let stored = 0;
      for (const a of this.#devices) {
        for (const b of this.#devices) {
          if (a !== b) stored += await this.#drive(carryAll(a.community, b.community));
        }
      }
      if (stored === 0) return;
    }
    throw new Error('entries keep coming after everybody has met');
  }

  #device(): DirectDevice {
    const skew = this.#random.happens(0.4) ? (this.#random.below(11) - 5) * YEAR : this.#random.below(5_000);
    const name = NAMES[this.#devices.length]!;
    const device = new DirectDevice(name, this.#clock, this.#random.fork(), skew);
    this.#devices.push(device);
    return device;
  }

  /** Ids of things, from what was done with them. */
  #ids(): string[] {
    return this.trace.lines.slice(-200).flatMap((line) => /\b[a-z2-7]{32}\b/.exec(line) ?? []);
  }

  #groupOf(device: DirectDevice): number {
    return this.#groups[this.#devices.indexOf(device)] ?? 0;
  }

  #drive<T>(work: Promise<T>): Promise<T> {
    return this.#clock.drive(work);
  }
}

function codeOf(error: unknown): string {
  return error instanceof KithError ? error.code : String(error);
}
