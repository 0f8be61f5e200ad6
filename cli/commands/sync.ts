/** Being in step with others, and seeing what changes. */
import { decodeInput } from '../../core/api/decode-input.ts';
import type { NeighbourDeviceView } from '../../core/api/neighbour-methods.ts';
import { call, type Command } from '../command.ts';
import { count, lines, listOr, timeOf } from '../text.ts';
import { readDuration } from '../values.ts';

export const syncCommands: readonly Command[] = [
  call({
    path: 'sync',
    summary: 'wait until everybody who is connected has the same',
    options: [['--wait <time>', 'how long, like 30s or 5m; 30s when not given']],
    method: 'sync',
    isNetworked: true,
    input: (given) => ({ waitMs: readDuration(given.option('wait') ?? '30s', '--wait') }),
    print: ({ inStep }) =>
      inStep ? 'You and everybody who is connected have the same.' : 'Not in step yet; nothing is lost.',
  }),
  call({
    path: 'neighbours',
    args: '<community>',
    summary: 'list the devices that share a community, and when each was here and in step',
    method: 'neighbours',
    isNetworked: true,
    input: (given) => ({ community: given.argument('community') }),
    print: ({ devices, dayLimit, onlyHere }) =>
      lines(
        listOr(
          'Nobody else is in yet.',
          devices.map((device) => [
            device.label === '' ? device.name : `${device.name} (${device.label})`,
            device.path ?? 'away',
            stateOf(device),
            device.lastSeen === null ? 'never met' : `here ${timeOf(device.lastSeen)}`,
          ]),
        ),
        onlyHere > 0 && `${count(onlyHere, 'change')} of yours only on this device.`,
        ...devices.flatMap(({ name, heldBackUntil }) =>
          heldBackUntil === null
            ? []
            : [
                `A device of ${name} wrote more than ${megabytesOf(dayLimit)} today. Nothing is lost: the rest is taken from ${timeOf(heldBackUntil)} on.`,
              ],
        ),
      ),
  }),
  call({
    path: 'day-limit',
    args: '<community> <megabytes>',
    summary: 'say how much is taken of one device in a day, so that nobody fills this disk',
    method: 'dayLimitSet',
    input: (given) => ({
      community: given.argument('community'),
      dayLimit: Math.round(Number(given.argument('megabytes')) * MEGABYTE),
    }),
    print: ({ dayLimit }) => `Of each device ${megabytesOf(dayLimit)} are taken a day.`,
  }),
  {
    path: 'watch',
    args: '[community]',
    summary: 'print a line of JSON for each change, until stopped',
    run: async (context) => {
      const { given, terminal } = context;
      const input = decodeInput('changes', { community: given.optional('community') });
      const stopped = terminal.untilStopped();
      const session = await context.open({ isNetworked: true });
      try {
        await new Promise<void>((resolve, reject) => {
          session.api.subscribe('changes', input, (change) => terminal.out(JSON.stringify(change)), reject);
          void stopped.then(resolve);
        });
      } finally {
        await session.close();
      }
    },
  },
];

const MEGABYTE = 1024 * 1024;

function megabytesOf(bytes: number): string {
  return `${String(Math.round((bytes / MEGABYTE) * 10) / 10)} MB`;
}

function stateOf({ path, behind, lacks, lastInStep }: NeighbourDeviceView): string {
  if (path === null) return lastInStep === null ? '' : `in step ${timeOf(lastInStep)}`;
  if (behind === null || lacks === null) return 'comparing';
  return behind + lacks === 0 ? 'in step' : `${behind + lacks} to exchange`;
}
