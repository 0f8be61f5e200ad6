/** A channel as one text that is equal on all devices with the same entries. [PLACE-9] */
import { attachmentJson } from '../../attachments/attachment.ts';
import { canonicalJson } from '../../base/canonical-json.ts';
import type { Json } from '../../base/json.ts';
import type { Stamp } from '../../documents/stamp.ts';
import type { Timeline } from './timeline.ts';

export function canonicalTimeline(timeline: Timeline): string {
  const messages = timeline.last(timeline.size).map(({ files, reactions, hiddenBy, ...message }) => ({
    ...message,
    ...(files && { files: files.map(attachmentJson) }),
    ...(reactions && { reactions: reactions.map(({ sign, people }) => [sign, [...people]]) }),
    ...(hiddenBy !== undefined && { hiddenBy }),
    stamp: stampJson(message.stamp),
    edited: message.edited && stampJson(message.edited),
  }));
  return canonicalJson({ messages });
}

function stampJson({ depth, device, seq, index, time }: Stamp): Json {
  return [depth, device, seq, index, time];
}
