import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FrameReader } from '../../../core/node/frame-reader.ts';

function framed(...frames: Uint8Array[]): Uint8Array {
  return new Uint8Array(
    Buffer.concat(
      frames.flatMap((frame) => {
        const header = Buffer.alloc(4);
        header.writeUInt32BE(frame.length);
        return [header, frame];
      }),
    ),
  );
}

function readAll(reader: FrameReader): (Uint8Array | string)[] {
  const read: (Uint8Array | string)[] = [];
  for (let frame = reader.next(); frame !== undefined; frame = reader.next()) {
    read.push(frame);
    if (typeof frame === 'string') break;
  }
  return read;
}

it('[NETWORK-7] gives back every frame whole, however the bytes are cut', () => {
  const frame = fc.uint8Array({ maxLength: 300 });
  fc.assert(
    fc.property(
      fc.array(frame, { maxLength: 12 }),
      fc.array(fc.nat(50), { maxLength: 200 }),
      (frames, cuts) => {
        const bytes = framed(...frames);
        const reader = new FrameReader();
        const read: (Uint8Array | string)[] = [];
        let at = 0;
        for (const cut of [...cuts, bytes.length]) {
          reader.push(bytes.subarray(at, at + cut));
          at += Math.min(cut, bytes.length - at);
          read.push(...readAll(reader));
        }
        expect(read.map((bytes) => Buffer.from(bytes as Uint8Array).toString('hex'))).toEqual(
          frames.map((bytes) => Buffer.from(bytes).toString('hex')),
        );
        expect(reader.length).toBe(0);
      },
    ),
  );
});

it('[THREAT-18] [NETWORK-9] refuses a huge frame by its length alone, and sets nothing aside for it', () => {
  const reader = new FrameReader();
  reader.push(Uint8Array.of(0x00, 0x10, 0x00, 0x01));
  expect(reader.next()).toBe('too-large');
  const patient = new FrameReader();
  const before = process.memoryUsage();
  const readers = Array.from({ length: 2_000 }, () => {
    const waiting = new FrameReader();
    waiting.push(Uint8Array.of(0x00, 0x10, 0x00, 0x00, 1, 2, 3));
    expect(waiting.next()).toBeUndefined();
    return waiting;
  });
  const after = process.memoryUsage();
  expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(64 * 1024 * 1024);
  expect(readers.every((waiting) => waiting.length === 3)).toBe(true);
  expect(patient.next()).toBeUndefined();
});
