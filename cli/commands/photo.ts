/** Photos of things. */
import { KithError } from '../../core/base/kith-error.ts';
import { call, inSession, untilOpen, type Command } from '../command.ts';
import type { Given } from '../given.ts';
import { lines, listOr } from '../text.ts';
import { readDuration, readNumber } from '../values.ts';

export const waitOption = [
  '--wait <time>',
  'how long somebody who has it is waited for; 10s when not given',
] as const;

export function waitOf(given: Given): number {
  return readDuration(given.option('wait') ?? '10s', '--wait');
}

export const photoCommands: readonly Command[] = [
  {
    path: 'photo add',
    args: '<item> <file>',
    summary: 'add a photo to a thing, without what says where it was taken',
    run: async (context) => {
      const { given } = context;
      const item = given.argument('item');
      const file = given.file(given.argument('file'));
      const added = await untilOpen(() =>
        inSession(context, false, async (api) => {
          const { community } = await api.itemPhotos({ item });
          const { upload, isPicture } = await api.attachmentTake({ community, file });
          if (!isPicture) throw new KithError('PICTURE_UNREADABLE');
          return api.photoAdd({ item, upload });
        }),
      );
      context.answer(added, `It is there: ${added.photo}`);
    },
  },
  call({
    path: 'photos',
    args: '<item>',
    summary: 'list the photos of a thing, the cover first',
    method: 'itemPhotos',
    input: (given) => ({ item: given.argument('item') }),
    print: ({ photos }) =>
      listOr(
        'There is no photo of it yet.',
        photos.map(({ id, picture, authorName }, i) => [
          String(i + 1),
          picture.name,
          picture.picture ? `${picture.picture.width} x ${picture.picture.height}` : '',
          authorName,
          id,
        ]),
      ),
  }),
  {
    path: 'photo get',
    args: '<item> <number> <file>',
    summary: 'save a photo of a thing to a file',
    options: [waitOption],
    run: async (context) => {
      const { given } = context;
      const number = readNumber(given.argument('number'), 'number');
      const file = given.file(given.argument('file'));
      const waitMs = waitOf(given);
      const saved = await untilOpen(() =>
        inSession(context, true, async (api) => {
          const { community, photos } = await api.itemPhotos({ item: given.argument('item') });
          const photo = photos[number - 1];
          if (!photo) throw new KithError('PHOTO_UNKNOWN');
          return api.attachmentSave({ community, attachment: photo.picture.id, file, waitMs });
        }),
      );
      context.answer(saved, lines(`Saved, ${saved.size} bytes: ${given.argument('file')}`));
    },
  },
  call({
    path: 'photo move',
    args: '<photo>',
    summary: 'put a photo first, as the cover, or behind another',
    options: [['--after <photo>', 'behind this one; without it, first']],
    method: 'photoMove',
    input: (given) => ({ photo: given.argument('photo'), after: given.option('after') ?? null }),
    print: () => 'Moved.',
  }),
  call({
    path: 'photo remove',
    args: '<photo>',
    summary: 'take a photo away',
    method: 'photoRemove',
    input: (given) => ({ photo: given.argument('photo') }),
    print: (_, given) =>
      lines('Taken away.', `Bring it back with: kith photo restore ${given.argument('photo')}`),
  }),
  call({
    path: 'photo restore',
    args: '<photo>',
    summary: 'bring a photo back that was taken away',
    method: 'photoRestore',
    input: (given) => ({ photo: given.argument('photo') }),
    print: () => 'It is back.',
  }),
];
