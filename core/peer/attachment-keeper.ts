/**
 * What is done about a community's files while nobody asks: previews and photos of moderate size come by themselves, so that
 * they are still there when whoever added them is away; what no entry names any more goes, and what others have brought in
 * makes way where there is too much of it. Owns when that is done. [ATT-10] [ATT-11] [ATT-12]
 */
import type { Attachment } from '../attachments/attachment.ts';
import type { Clock } from '../base/clock.ts';
import { WHOLE_COMMUNITY, type PlaceId } from '../base/ids.ts';
import { codeOf } from '../base/kith-error.ts';
import type { Log } from '../base/log.ts';
import { attachmentsNamed, photosIn } from './attachments-named.ts';
import type { HostedCommunity } from './hosted-community.ts';

export interface AttachmentKeeperParts {
  readonly host: HostedCommunity;
  readonly clock: Clock;
  readonly log: Log;
}

/** Milliseconds. */
const LOOK_AFTER = 3_000;
const SWEEP_AFTER = 15 * 60_000;
/** After something was erased. */
const ERASE_AFTER = 2_000;
/** Bytes of a photo that comes by itself. */
const MODERATE = 1024 * 1024;
/** Messages of a channel whose pictures come by themselves. */
const NEWEST = 100;

export class AttachmentKeeper {
  readonly #p: AttachmentKeeperParts;
  readonly #changed = new Set<PlaceId>();
  #stops: (() => void)[] = [];
  #cancelLook: (() => void) | undefined;
  #cancelSweep: (() => void) | undefined;
  #sweepAt = Infinity;
  #work: Promise<void> = Promise.resolve();
  #isOver = false;

  constructor(parts: AttachmentKeeperParts) {
    this.#p = parts;
  }

  watch(): void {
    const { host } = this.#p;
    this.#stops = [
      host.community.onChange.on(({ contents }) => {
        for (const { address } of contents) this.#changed.add(address.place);
        if (contents.length > 0) this.#lookSoon();
        if (contents.some(({ isRebuilt }) => isRebuilt)) this.#sweepSoon(ERASE_AFTER);
        else if (contents.length > 0) this.#sweepSoon(SWEEP_AFTER);
      }),
      host.attachments.trade.onPartner.on(() => {
        for (const place of host.community.state.contents.places()) this.#changed.add(place);
        this.#lookSoon();
      }),
    ];
    this.#sweepSoon(SWEEP_AFTER);
  }

  async stop(): Promise<void> {
    this.#isOver = true;
    for (const stop of this.#stops) stop();
    this.#cancelLook?.();
    this.#cancelSweep?.();
    await this.#work;
  }

  #lookSoon(): void {
    this.#cancelLook ??= this.#p.clock.after(LOOK_AFTER, () => {
      this.#cancelLook = undefined;
      this.#do(() => this.#look());
    });
  }

  /** The sooner of two. */
  #sweepSoon(ms: number): void {
    const at = this.#p.clock.now() + ms;
    if (at >= this.#sweepAt) return;
    this.#sweepAt = at;
    this.#cancelSweep?.();
    this.#cancelSweep = this.#p.clock.after(ms, () => {
      this.#sweepAt = Infinity;
      this.#do(() => this.#sweep());
    });
  }

  #do(work: () => Promise<void>): void {
    this.#work = this.#work.then(async () => {
      if (this.#isOver) return;
      try {
        await work();
      } catch (error) {
        // The next change, or the next start, tries again.
        this.#p.log.warn('files were not looked after', { code: codeOf(error) });
      }
    });
  }

  async #sweep(): Promise<void> {
    const { host } = this.#p;
    // Who reads no entries does not know what they name.
    if (host.community.keys.held(WHOLE_COMMUNITY).length === 0) return;
    await host.attachments.sweep(() => attachmentsNamed(host));
  }

  async #look(): Promise<void> {
    const { host } = this.#p;
    const { placeById } = await host.views.directory();
    for (const place of [...this.#changed]) {
      this.#changed.delete(place);
      const type = placeById.get(place)?.type;
      if (type === 'inventory') await this.#have(await photosIn(host, place));
      if (type === 'channel') {
        const newest = (await host.views.channel(place).newest(NEWEST)).last(NEWEST);
        await this.#have(newest.flatMap(({ files = [] }) => files));
      }
    }
  }

  async #have(files: readonly Attachment[]): Promise<void> {
    const { attachments } = this.#p.host;
    for (const { preview } of files) if (preview) attachments.prefetch(preview, 'preview');
    if (!(await attachments.hasRoom())) return;
    for (const { file, measures } of files)
      if (measures && file.size <= MODERATE) attachments.prefetch(file, 'later');
  }
}
