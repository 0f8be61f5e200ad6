/**
 * Files that somebody is bringing in, from the page in pieces or from the disk: between the first byte and the entry that
 * names the file. Owns their bounds; what is never used is swept later, as nothing names it. [ATT-8]
 */
import { cleanFileName } from '../api/file-name.ts';
import { pictureIn } from '../api/picture.ts';
import type { Attachment } from '../attachments/attachment.ts';
import type { FileRef } from '../attachments/file-ref.ts';
import { MAX_FILE } from '../attachments/file-ref.ts';
import { concat } from '../base/bytes.ts';
import type { Random } from '../base/clock.ts';
import { toBase32 } from '../base/base32.ts';
import { KithError } from '../base/kith-error.ts';
import { SerialQueue } from '../community/serial-queue.ts';
import type { FileIntake } from './attachments.ts';
import { barePicture } from './bare-picture.ts';
import type { HostedCommunity } from './hosted-community.ts';

export interface UploadWish {
  readonly name: string;
  /** Bytes, all of them. */
  readonly size: number;
}

interface Upload {
  readonly host: HostedCommunity;
  readonly wish: UploadWish;
  readonly intake: FileIntake;
  readonly queue: SerialQueue;
  /** The first bytes, for what kind of picture it is. */
  head: Uint8Array;
  ref: FileRef | undefined;
}

/** At once, of all communities; the oldest is given up for another. */
const MOST = 64;
/** Bytes in which a picture says how large it is. */
const HEAD = 256 * 1024;
/** Bytes of a picture that comes from the disk and is freed of what cameras write. */
const MAX_PICTURE = 32 * 1024 * 1024;
/** Of a kind that Kith does not show. */
const ANY_TYPE = 'application/octet-stream';

export class Uploads {
  readonly #random: Random;
  readonly #uploads = new Map<string, Upload>();

  constructor(random: Random) {
    this.#random = random;
  }

  /** Throws KithError ATTACHMENT_EMPTY, ATTACHMENT_TOO_LARGE, NOT_A_MEMBER. */
  begin(host: HostedCommunity, wish: UploadWish): string {
    host.me();
    if (wish.size < 1) throw new KithError('ATTACHMENT_EMPTY');
    if (wish.size > MAX_FILE) throw new KithError('ATTACHMENT_TOO_LARGE');
    const id = toBase32(this.#random.bytes(20));
    const intake = host.attachments.bring();
    this.#uploads.set(id, {
      host,
      wish,
      intake,
      queue: new SerialQueue(),
      head: new Uint8Array(0),
      ref: undefined,
    });
    if (this.#uploads.size > MOST) this.done(this.#uploads.keys().next().value);
    return id;
  }

  /** The pieces come in their order. Gives how much is here. Throws KithError ATTACHMENT_UNKNOWN, DISK_FULL. */
  async part(id: string, offset: number, bytes: Uint8Array): Promise<number> {
    const upload = this.#upload(id);
    return upload.queue.run(async () => {
      const { intake, wish } = upload;
      if (offset !== intake.size || offset + bytes.length > wish.size)
        throw new KithError('ATTACHMENT_UNKNOWN');
      if (upload.head.length < HEAD) upload.head = concat(upload.head, bytes).slice(0, HEAD);
      await intake.add(bytes);
      if (intake.size === wish.size) upload.ref = await intake.finish();
      return intake.size;
    });
  }

  /**
   * A file from the disk; a picture is freed of what says where it was taken. Throws KithError FILE_UNREADABLE,
   * ATTACHMENT_EMPTY, ATTACHMENT_TOO_LARGE.
   */
  async take(host: HostedCommunity, name: string, pieces: AsyncIterable<Uint8Array>): Promise<string> {
    const whole: Uint8Array[] = [];
    let size = 0;
    for await (const piece of pieces) {
      size += piece.length;
      if (size > MAX_FILE) throw new KithError('ATTACHMENT_TOO_LARGE');
      whole.push(Uint8Array.from(piece));
    }
    let bytes = concat(...whole);
    const picture = size <= MAX_PICTURE ? pictureIn(bytes) : undefined;
    if (picture) bytes = barePicture(bytes, picture.type) ?? bytes;
    const id = this.begin(host, { name, size: bytes.length });
    await this.part(id, 0, bytes);
    return id;
  }

  /**
   * What the entry is to say of the file, which is whole and of that community. `preview`: another upload. Throws
   * KithError ATTACHMENT_UNKNOWN.
   */
  attachment(host: HostedCommunity, id: string, preview?: string): Attachment {
    const { wish, ref, head, host: of } = this.#upload(id);
    const small = preview === undefined ? undefined : this.#upload(preview);
    if (!ref || of !== host || (small && (!small.ref || small.host !== host)))
      throw new KithError('ATTACHMENT_UNKNOWN');
    const picture = pictureIn(head);
    return {
      file: ref,
      name: cleanFileName(wish.name),
      type: picture?.type ?? ANY_TYPE,
      measures: picture ? { width: picture.width, height: picture.height } : null,
      preview: small?.ref ?? null,
    };
  }

  /** It stands in an entry now, or is given up. */
  done(...ids: readonly (string | undefined)[]): void {
    for (const id of ids) {
      const upload = id === undefined ? undefined : this.#uploads.get(id);
      if (!upload) continue;
      upload.host.attachments.release(upload.intake);
      this.#uploads.delete(id!);
    }
  }

  #upload(id: string): Upload {
    const upload = this.#uploads.get(id);
    if (!upload) throw new KithError('ATTACHMENT_UNKNOWN');
    return upload;
  }
}
