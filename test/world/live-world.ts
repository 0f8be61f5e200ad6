/**
 * A world of whole peers on a network that is slow, loses, repeats and falls apart, drawn from a seed. At the end it is
 * healed, and everybody has to be in step within a bound of simulated time. `runLiveWorld` is a function of its seed.
 */
import { KithError } from '../../core/base/kith-error.ts';
import type { FeedKind } from '../../core/feed/entry.ts';
import { MemoryMesh } from '../../core/network/memory-mesh.ts';
import { furnish, govern, someAction } from './actions.ts';
import { expectAgreement, expectSound } from './agreement.ts';
import { SimulatedClock } from './clock.ts';
import { frontierOf } from './folded-view.ts';
import { Liar } from './liar.ts';
import { LiveDevice, type Surroundings } from './live-device.ts';
import { Promises } from './promises.ts';
import { seededRandom, type SeededRandom } from './random.ts';
import { rule } from './rule.ts';
import { pester } from './spoil.ts';
import { Trace, WorldFailure, type WorldResult } from './trace.ts';

const YEAR = 365 * 24 * 3_600_000;
const NAMES = ['ana', 'ben', 'cleo', 'dora', 'emil', 'fay'];
/** Simulated milliseconds after which a healed world is in step. */
const IN_STEP_WITHIN = 10 * 60_000;

export function runLiveWorld(seed: number): Promise<WorldResult> {
  return run(seed, new LiveWorld(seed, false));
}

/** The same with stewards who do and undo what concerns people and devices. */
export function runRuledLiveWorld(seed: number): Promise<WorldResult> {
  return run(seed, new LiveWorld(seed, true));
}

async function run(seed: number, world: LiveWorld): Promise<WorldResult> {
  try {
    await world.live();
    return await world.end();
  } catch (error) {
    throw new WorldFailure(seed, world.trace, error);
  }
}

class LiveWorld {
  readonly trace = new Trace();
  readonly #random: SeededRandom;
  readonly #around: Surroundings;
  readonly #promises = new Promises();
  readonly #devices: LiveDevice[] = [];
  readonly #size: number;
  /** Who was removed while away, and how far the founder's feeds had come with that. */
  readonly #putOuts: { readonly device: LiveDevice; readonly last: Readonly<Record<FeedKind, number>> }[] =
    [];
  readonly #isRuled: boolean;
  #liar: { readonly device: LiveDevice; readonly liar: Liar } | undefined;

  constructor(seed: number, isRuled: boolean) {
    this.#isRuled = isRuled;
    this.#random = seededRandom(seed);
    this.#size = 2 + this.#random.below(3);
    const clock = new SimulatedClock();
    const slowest = this.#random.pick([5, 40, 400]);
    const mesh = new MemoryMesh({
      clock,
      random: this.#random.fork(),
      delayMs: [1, slowest],
      gossipLoss: this.#random.pick([0, 0.2, 0.6]),
      gossipDuplicates: this.#random.pick([0, 0.3]),
    });
    this.#around = { clock, mesh, stick: new Map() };
  }

  async live(): Promise<void> {
    const founder = await this.#device();
    await this.#drive(founder.call('create', { title: 'Elm Street' }));
    await this.#drive(furnish(founder));
    this.#promises.noteSaved(founder.community);
    for (let tries = 0; this.#devices.length < 2 && tries < 5; tries++) await this.#join();
    const steps = 25 + this.#random.below(35);
    for (let step = 0; step < steps; step++) await this.#step(step > 0.7 * steps);
  }

  async end(): Promise<WorldResult> {
    if (!this.#isRuled && this.#random.happens(0.3)) await this.#putOut();
    this.#around.mesh.heal();
    for (const device of this.#devices) {
      if (!device.isUp) await this.#restart(device);
      if (device.network !== 'lan') await this.#drive(device.call('setNetwork', { network: 'lan' }));
    }
    await this.#around.clock.advance(2_000);
    const isInStep = (): boolean => {
      const [first, ...others] = this.#members().map(({ community }) => frontierOf(community.state).join());
      return others.every((other) => other === first);
    };
    if (!(await this.#around.clock.runUntil(isInStep, IN_STEP_WITHIN)))
      throw new Error('not in step after healing');
    if (!(await this.#around.clock.runUntil(() => this.#unaware().length === 0, IN_STEP_WITHIN)))
      throw new Error(`out, and not told: ${this.#unaware().join()}`);
    this.#checkNothingNewer();
    await this.#around.clock.advance(5_000);
    // Whose admission did not hold may have been let in by somebody else meanwhile.
    if (!(await this.#around.clock.runUntil(isInStep, IN_STEP_WITHIN)))
      throw new Error('not in step after somebody was let in again');
    const members = this.#members();
    const replicas = members.map(({ community }) => community);
    for (const replica of replicas) this.#promises.look(replica);
    const state = await expectAgreement(replicas);
    for (const device of members) await this.#drive(expectSound(device.community, state));
    for (const device of members) {
      await this.#drive(device.stop());
      await this.#drive(device.start());
      this.#promises.checkSaved(device.community);
      await this.#drive(expectSound(device.community, state));
    }
    const entries = replicas[0]!.frontier().reduce((sum, { seq }) => sum + seq + 1, 0);
    for (const device of this.#devices) await this.#drive(device.stop());
    this.trace.add(`end ${entries} ${state}`);
    return { trace: this.trace, entries, state };
  }

  /** Whom the founder knows as members: an admission with an invite that was taken back meanwhile does not hold. */
  #members(): LiveDevice[] {
    const founder = this.#devices[0]!;
    const { devices } = founder.community.authority();
    const members = this.#devices.filter(
      (device) => device.isMember && devices.get(device.community.device)?.state === 'current',
    );
    // Where nobody is left in, what the founder holds is sound all the same.
    return members.length > 0 ? members : [founder];
  }

  /** Whoever the founder knows as out, and who does not know it. [SYNC-31] */
  #unaware(): string[] {
    const { devices } = this.#devices[0]!.community.authority();
    return this.#devices.flatMap((device) => {
      if (!device.isMember) return [];
      const { community } = device;
      const [known, own] = [devices, community.authority().devices].map((all) => all.get(community.device));
      return known && known.state !== 'current' && own?.state === 'current' ? [device.name] : [];
    });
  }

  /** The one who was cut off for it has nothing of the founder's that was written behind the removal. [SYNC-31] */
  #checkNothingNewer(): void {
    const founder = this.#devices[0]!.community.device;
    for (const { device, last } of this.#putOuts) {
      for (const { kind, seq } of device.community.frontier().filter((tip) => tip.device === founder))
        if (seq > last[kind]) throw new Error(`${device.name} was given ${kind} ${seq}, not ${last[kind]}`);
    }
  }

  /** Somebody is removed while cut off; they and the others go on. */
  async #putOut(): Promise<void> {
    const founder = this.#devices[0]!;
    if (!founder.isUp) return;
    const others = this.#members().filter((device) => device !== founder && device.isUp);
    if (others.length === 0) return;
    const victim = this.#random.pick(others);
    this.#around.mesh.heal();
    this.#around.mesh.partition([victim.name]);
    await this.#around.clock.advance(3_000);
    const { community } = founder;
    const content = community.tip('content', community.device)?.seq ?? -1;
    try {
      await this.#drive(founder.call('memberRemove', { member: victim.community.person ?? '' }));
      this.#promises.noteSaved(community);
      this.trace.add(`${founder.name} removes ${victim.name}, who is away`);
      const removal = community.endingOf(victim.community.device) ?? [];
      const authority = removal.find(({ device }) => device === community.device)?.seq ?? -1;
      this.#putOuts.push({ device: victim, last: { authority, content } });
    } catch (error) {
      if (!(error instanceof KithError) || error.code === 'INTERNAL') throw error;
      this.trace.add(`${founder.name} does not remove ${victim.name}: ${error.code}`);
    }
    for (const device of [founder, victim, founder]) await this.#act(device);
  }

  async #step(isLate: boolean): Promise<void> {
    const random = this.#random;
    const device = random.pick(this.#devices);
    if (!device.isUp) return this.#restart(device);
    if (this.#isRuled && random.happens(0.12)) return this.#govern(device, false);
    const at = random.fraction();
    if (at < 0.58) return this.#act(device);
    if (at < 0.68) return this.#pass(random.pick([20, 300, 3_000, 40_000]));
    if (at < 0.74) return this.#cut();
    if (at < 0.78) return this.#crash(device);
    if (at < 0.8) return this.#quit(device);
    if (at < 0.83) return this.#switch(device);
    if (at < 0.87) return this.#join();
    if (at < 0.9) return this.#carryStick(device);
    if (at < 0.92) return this.#govern(random.happens(0.7) ? this.#devices[0]! : device, isLate);
    return this.#lie();
  }

  async #act(device: LiveDevice): Promise<void> {
    if (!device.isMember) return;
    const count = this.#random.happens(0.3) ? 3 : 1;
    const lines = await this.#drive(Promise.all(Array.from({ length: count }, () => this.#tried(device))));
    for (const line of lines) this.trace.add(`${device.name} ${line}`);
    await this.#around.clock.advance(this.#random.below(60));
  }

  async #tried(device: LiveDevice): Promise<string> {
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

  async #govern(device: LiveDevice, isLate: boolean): Promise<void> {
    if (!device.isMember) return;
    try {
      const work = this.#isRuled ? rule(device, this.#random) : govern(device, this.#random, isLate);
      const done = await this.#drive(work);
      this.#promises.noteSaved(device.community);
      if (done !== undefined) this.trace.add(`${device.name} ${done}`);
    } catch (error) {
      if (!(error instanceof KithError) || error.code === 'INTERNAL') throw error;
      this.trace.add(`${device.name} governs: ${error.code}`);
    }
  }

  async #pass(ms: number): Promise<void> {
    await this.#around.clock.advance(ms);
    this.trace.add(`${ms} ms pass`);
  }

  async #cut(): Promise<void> {
    const { mesh } = this.#around;
    const random = this.#random;
    if (random.happens(0.4)) mesh.heal();
    else if (random.happens(0.5)) mesh.breakSome(0.5);
    else mesh.partition(this.#devices.filter(() => random.happens(0.5)).map(({ name }) => name));
    await this.#pass(random.below(2_000));
  }

  async #crash(device: LiveDevice): Promise<void> {
    if (device === this.#liar?.device) return this.#quit(device);
    if (device.isMember) {
      for (let i = this.#random.below(3); i > 0; i--) void this.#tried(device).catch(() => undefined);
    }
    await this.#around.clock.advance(this.#random.below(8));
    const survivors = this.#random.happens(0.5) ? 0 : this.#random.below(device.disk.unsynced + 1);
    device.crash(survivors);
    this.trace.add(`${device.name} crashes with ${survivors}`);
    await this.#around.clock.advance(0);
    if (this.#random.happens(0.5)) await this.#restart(device);
  }

  async #quit(device: LiveDevice): Promise<void> {
    await this.#drive(device.stop());
    this.trace.add(`${device.name} quits`);
  }

  async #restart(device: LiveDevice): Promise<void> {
    await this.#drive(device.start());
    if (device.isMember) this.#promises.checkSaved(device.community);
    this.trace.add(`${device.name} starts`);
  }

  async #switch(device: LiveDevice): Promise<void> {
    const network = device.network === 'lan' ? 'offline' : 'lan';
    await this.#drive(device.call('setNetwork', { network }));
    this.trace.add(`${device.name} goes ${network}`);
  }

  /** Somebody new, or somebody whose joining was cut short, with a link of somebody who is in. */
  async #join(): Promise<void> {
    const inside = this.#devices.filter(({ isMember }) => isMember);
    if (inside.length === 0) return;
    const host = this.#random.pick(inside);
    const left = this.#devices.find((device) => device.isUp && !device.isMember);
    if (!left && this.#devices.length >= this.#size) return;
    const device = left ?? (await this.#device());
    try {
      const role = this.#random.happens(0.15) ? 'guest' : 'member';
      const { link } = await this.#drive(host.call('invite', { community: host.community.id, role }));
      await this.#drive(device.call('join', { link, waitMs: 20_000 }));
      this.trace.add(`${device.name} joins ${host.name}`);
      if (this.#liar || !this.#random.happens(0.5)) return;
      const keys = await device.keys();
      this.#liar = {
        device,
        liar: new Liar(
          () => device.community,
          keys,
          this.#random.fork(),
          () => this.#ids(),
        ),
      };
    } catch (error) {
      if (!(error instanceof KithError) || error.code === 'INTERNAL') throw error;
      this.trace.add(`${device.name} does not join ${host.name}: ${error.code}`);
    }
  }

  async #carryStick(device: LiveDevice): Promise<void> {
    const other = this.#random.pick(this.#devices);
    if (!device.isMember || !other.isMember || other === device) return;
    const file = 'stick.kith';
    try {
      await this.#drive(device.call('bundleExport', { community: device.community.id, file }));
      const isTorn = this.#random.happens(0.2);
      const bytes = this.#around.stick.get(file)!;
      if (isTorn) this.#around.stick.set(file, bytes.subarray(0, this.#random.below(bytes.length)));
      const before = frontierOf(other.community.state).join();
      const report = await this.#drive(other.call('bundleImport', { file }).catch(codeOf));
      if (isTorn && typeof report !== 'string') throw new Error('a torn bundle was taken');
      const isChanged = frontierOf(other.community.state).join() !== before;
      if (isTorn && isChanged && other.network === 'offline')
        throw new Error('a torn bundle has changed something');
      this.trace.add(
        `${device.name} carries to ${other.name} ${typeof report === 'string' ? report : `${report.new}`}`,
      );
    } catch (error) {
      if (!(error instanceof KithError) || error.code === 'INTERNAL') throw error;
      this.trace.add(`${device.name} carries to ${other.name} ${error.code}`);
    }
  }

  async #lie(): Promise<void> {
    const found = this.#liar;
    if (!found?.device.isMember) return;
    const { device, liar } = found;
    const victim = this.#random.pick(this.#devices);
    try {
      const at = this.#random.fraction();
      let said: string;
      if (at < 0.55 || victim === device || !victim.isMember) said = await this.#drive(liar.lie());
      else if (at < 0.6) said = `to ${victim.name} ${await this.#drive(liar.showRetire(victim.community))}`;
      else if (at < 0.63) said = `to ${victim.name} ${await this.#drive(liar.flood(victim.community))}`;
      else
        said = `to ${victim.name} ${await this.#drive(pester(device.community, victim.community, this.#random))}`;
      this.trace.add(`${device.name} ${said}`);
    } catch (error) {
      if (!(error instanceof KithError) || error.code === 'INTERNAL') throw error;
      this.trace.add(`${device.name} lies: ${error.code}`);
    }
  }

  async #device(): Promise<LiveDevice> {
    const skew = this.#random.happens(0.3) ? (this.#random.below(11) - 5) * YEAR : this.#random.below(5_000);
    const name = NAMES[this.#devices.length]!;
    const device = new LiveDevice(name, this.#around, this.#random.fork(), skew);
    this.#devices.push(device);
    await this.#drive(device.start());
    await this.#drive(device.call('init', { name, network: 'lan' }));
    return device;
  }

  /** Ids of things, from what was done with them. */
  #ids(): string[] {
    return this.trace.lines.slice(-200).flatMap((line) => /\b[a-z2-7]{32}\b/.exec(line) ?? []);
  }

  #drive<T>(work: Promise<T>): Promise<T> {
    return this.#around.clock.drive(work);
  }
}

function codeOf(error: unknown): string {
  if (error instanceof KithError && error.code !== 'INTERNAL') return error.code;
  throw error;
}
