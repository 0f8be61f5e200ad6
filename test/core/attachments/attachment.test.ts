import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attachmentJson, readAttachment } from '../../../core/attachments/attachment.ts';
import { seededRandom } from '../community/neighbours.ts';
import { sealWhole } from './seal-whole.ts';

const random = seededRandom('attachments');
const { ref } = sealWhole(random.bytes(32), random.bytes(500));
const { ref: preview } = sealWhole(random.bytes(32), random.bytes(50));
const photo = {
  file: ref,
  name: 'Drill.jpg',
  type: 'image/jpeg',
  measures: { width: 640, height: 480 },
  preview,
};

describe('an attachment', () => {
  it('[ATT-5] is read as it was written', () => {
    expect(readAttachment(attachmentJson(photo))).toEqual(photo);
    const plain = { ...photo, measures: null, preview: null };
    expect(readAttachment(attachmentJson(plain))).toEqual(plain);
  });

  it('[ATT-5] is none when its file, name or type has another form', () => {
    const json = attachmentJson(photo);
    for (const wrong of [
      { ...json, file: 'x' },
      { ...json, name: '' },
      { ...json, name: 'gpj.\u202eexe' },
      { ...json, name: 'x'.repeat(201) },
      { ...json, type: 'Image/JPEG' },
      { ...json, type: 'image' },
      { ...json, type: 'image/png; charset=x' },
      [json],
      null,
      'file',
    ])
      expect(readAttachment(wrong)).toBeUndefined();
  });

  it('[ATT-5] has no measures and no preview where these are not what they should be', () => {
    const json = attachmentJson(photo);
    const large = sealWhole(random.bytes(32), random.bytes(65_537)).ref;
    for (const width of [0, -1, 1.5, 16_385, '640', null])
      expect(readAttachment({ ...json, width })).toEqual({ ...photo, measures: null });
    expect(readAttachment({ ...attachmentJson({ ...photo, preview: large }) })).toEqual({
      ...photo,
      preview: null,
    });
  });

  it('[ATT-5] reading never throws, whatever somebody has written', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        readAttachment(value);
      }),
    );
  });
});
