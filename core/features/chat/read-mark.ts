/**
 * How far somebody has read: of each device that writes, the last change that they have seen. A device's own changes come
 * in their order, so what arrives late stands behind its writer's mark and counts as unread, wherever it sorts. [CHAT-5]
 */
import type { DeviceId } from '../../base/ids.ts';
import { compareStamps, type Stamp } from '../../documents/stamp.ts';

export type ReadMark = ReadonlyMap<DeviceId, Stamp>;

export const NOTHING_READ: ReadMark = new Map();

/** Of each device the later of both: what was read stays read. */
export function joinMarks(a: ReadMark, b: ReadMark): ReadMark {
  const joined = new Map(a);
  for (const [device, stamp] of b) {
    const other = joined.get(device);
    if (!other || compareStamps(other, stamp) < 0) joined.set(device, stamp);
  }
  return joined;
}

export function isSameMark(a: ReadMark, b: ReadMark): boolean {
  return (
    a.size === b.size &&
    [...a].every(([device, stamp]) => {
      const other = b.get(device);
      return other !== undefined && compareStamps(stamp, other) === 0;
    })
  );
}
