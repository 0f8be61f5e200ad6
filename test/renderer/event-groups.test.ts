import { describe, expect, it } from 'vitest';
import type { HistoryEvent } from '../../core/api/trust-methods.ts';
import { eventGroups } from '../../renderer/screens/trust/event-groups.ts';

function event(code: string, by = 'ana', because: string | null = null): HistoryEvent {
  return { id: code, time: 0, by, byName: by, device: by, deviceLabel: '', code, details: {}, because };
}

describe('[PAGE-9] the rows of a history', () => {
  it('put what one person does about locks in a row into one, and nothing else', () => {
    const [rotated, sealed, role] = [
      event('HISTORY_ROTATED'),
      event('HISTORY_SEALED'),
      event('HISTORY_ROLE'),
    ];
    expect(eventGroups([rotated, sealed, role, sealed])).toEqual([
      { kind: 'locks', events: [rotated, sealed] },
      { kind: 'event', event: role },
      { kind: 'event', event: sealed },
    ]);
    expect(eventGroups([])).toEqual([]);
  });

  it('keep people apart, and what has no effect', () => {
    const [hers, his, refused] = [
      event('HISTORY_ROTATED'),
      event('HISTORY_ROTATED', 'ben'),
      event('HISTORY_SEALED', 'ben', 'ROLE_FORBIDS'),
    ];
    expect(eventGroups([hers, his, refused])).toEqual([
      { kind: 'event', event: hers },
      { kind: 'event', event: his },
      { kind: 'event', event: refused },
    ]);
  });
});
