/**
 * One place and the devices that write in it, without feeds and keys: every entry has the depth that the real graph
 * would give it, and a device sees what it has heard of. Entries can also be forged, as by a device that pretends to
 * have seen nothing.
 */
import { toBase32 } from '../../../core/base/base32.ts';
import { utf8 } from '../../../core/base/bytes.ts';
import type { CommunityId, DeviceId, ObjectId, PersonId, PlaceId } from '../../../core/base/ids.ts';
import type { Json } from '../../../core/base/json.ts';
import type { Role } from '../../../core/authority/roles.ts';
import { sha256 } from '../../../core/crypto/hash.ts';
import type { Author, Built } from '../../../core/documents/author.ts';
import { checkEdit, type Edit } from '../../../core/documents/edit.ts';
import { partTag } from '../../../core/documents/object-id.ts';
import type { LogItem, PartView, Register } from '../../../core/documents/part-view.ts';

export function longId(text: string): string {
  return toBase32(sha256(utf8(text)));
}

export function personId(name: string): PersonId {
  return longId(`person ${name}`) as PersonId;
}

export function objectId(text: string): ObjectId {
  return toBase32(sha256(utf8(text)).subarray(0, 20)) as ObjectId;
}

const community = longId('community') as CommunityId;

interface Entry {
  readonly depth: number;
  readonly part: number;
  readonly time: number;
  readonly edit: Edit;
}

export class PlaceWorld {
  readonly place: PlaceId;
  readonly devices: TestDevice[] = [];
  /** Of the next entry; whatever a clock may say. */
  time: () => number = () => 1_700_000_000_000;

  constructor(name = 'place') {
    this.place = objectId(name);
  }

  device(name: string, person = name, role: Role = 'member'): TestDevice {
    const device = new TestDevice(this, name, person, role);
    this.devices.push(device);
    return device;
  }

  /** Everybody hears of everything. */
  meet(): void {
    for (const device of this.devices) for (const other of this.devices) device.hear(other);
    for (const device of this.devices) for (const other of this.devices) device.hear(other);
  }

  /** What one who holds every entry sees. */
  parts(): PartView[] {
    return this.devices.flatMap((device) => device.partsUpTo(device.entries.length));
  }
}

export class TestDevice {
  readonly world: PlaceWorld;
  readonly id: DeviceId;
  readonly person: PersonId;
  readonly tag: string;
  role: Role;
  readonly entries: Entry[] = [];
  readonly #known = new Map<TestDevice, number>();
  #names = 0;

  constructor(world: PlaceWorld, name: string, person: string, role: Role) {
    this.world = world;
    this.id = longId(`device ${name}`) as DeviceId;
    this.person = personId(person);
    this.role = role;
    this.tag = partTag(community, world.place, this.id);
  }

  author(): Author {
    return {
      device: this.id,
      person: this.person,
      role: this.role,
      tag: this.tag,
      newId: () => (this.tag + objectId(`${this.id} ${this.#names++}`).slice(16)) as ObjectId,
      now: this.world.time(),
    };
  }

  /** What this device sees. */
  parts(): PartView[] {
    return this.world.devices.flatMap((device) => device.partsUpTo(this.#count(device)));
  }

  /** Learns what the other one knows. */
  hear(other: TestDevice): void {
    for (const device of this.world.devices) {
      this.#known.set(device, Math.max(this.#count(device), other.#count(device)));
    }
  }

  /** Writes what a builder has built; throws its code where it has not. */
  write(built: Built, part = 0): ObjectId {
    if (!built.ok) throw new Error(built.code);
    this.edit(built.value.edit, part);
    return built.value.id;
  }

  edit(edit: Partial<Edit>, part = 0): void {
    const depths = this.world.devices.map((device) => device.entries[this.#count(device) - 1]?.depth ?? 0);
    this.forge(1 + Math.max(0, ...depths), edit, part);
  }

  /** At a depth of its choice, which its own feed does not let sink. */
  forge(depth: number, edit: Partial<Edit>, part = 0): void {
    const checked = checkEdit({ set: edit.set ?? [], push: edit.push ?? [] });
    if (!checked.ok) throw new Error(checked.code);
    const least = 1 + (this.entries.at(-1)?.depth ?? 0);
    this.entries.push({ depth: Math.max(depth, least), part, time: this.world.time(), edit: checked.value });
  }

  say(...events: Json[]): void {
    this.edit({ push: events });
  }

  partsUpTo(count: number): PartView[] {
    const parts = new Map<number, { registers: Map<string, Register>; log: LogItem[] }>();
    for (const [seq, { depth, part, time, edit }] of this.entries.slice(0, count).entries()) {
      let content = parts.get(part);
      if (!content) parts.set(part, (content = { registers: new Map(), log: [] }));
      let index = 0;
      const stamp = () => ({ depth, device: this.id, seq, index: index++, time });
      for (const [key, value] of edit.set) content.registers.set(key, { value, stamp: stamp() });
      for (const value of edit.push) content.log.push({ value, stamp: stamp() });
    }
    const { id: device, person, role, tag } = this;
    return [...parts].map(([part, content]) => ({ device, person, role, tag, part, ...content }));
  }

  /** Its own entries are always known. */
  #count(device: TestDevice): number {
    return device === this ? this.entries.length : (this.#known.get(device) ?? 0);
  }
}
