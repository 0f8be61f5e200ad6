/** The picture of the connections, as far as it is arithmetic. */
import { describe, expect, test } from 'vitest';
import type { NeighbourDeviceView } from '../../core/api/neighbour-methods.ts';
import { peopleOf, stepOf } from '../../renderer/screens/connections/people-of.ts';
import { ringLayout } from '../../renderer/screens/connections/ring-layout.ts';

function device(id: string, more: Partial<NeighbourDeviceView> = {}): NeighbourDeviceView {
  const away = { path: null, behind: null, lacks: null, lastSeen: null, lastInStep: null };
  const view = { id, person: id, name: id, label: '', own: false, ...away, received: 0, sent: 0 };
  return { ...view, ...more } as NeighbourDeviceView;
}

describe('the picture of the connections', () => {
  test('[PAGE-20] shows a person once, as near as the nearest of their devices, and own devices each', () => {
    const people = peopleOf([
      device('b1', { person: 'b', name: 'Ben' }),
      device('b2', { person: 'b', name: 'Ben', path: 'lan', behind: 0, lacks: 0 }),
      device('a1', { person: 'a', name: 'Ada', path: 'relay', behind: 2, lacks: 0 }),
      device('m1', { person: 'me', name: 'Me', own: true, label: 'laptop' }),
      device('m2', { person: 'me', name: 'Me', own: true, label: 'phone' }),
    ]);
    expect(people.map(({ name, step }) => `${name} ${step}`)).toEqual([
      'Ada behind',
      'Ben in-step',
      'laptop away',
      'phone away',
    ]);
  });

  test('[PAGE-20] says comparing until both have said what they have', () => {
    expect(stepOf(device('a', { path: 'lan' }))).toBe('comparing');
    expect(stepOf(device('a', { path: 'lan', behind: 0 }))).toBe('comparing');
  });

  test('[PAGE-20] keeps everybody inside, and nobody on another or on the middle', () => {
    for (let count = 1; count <= 14; count++) {
      const places = ringLayout(count, { width: 720, height: 300, margin: 46 });
      expect(places).toHaveLength(count);
      for (const [at, { x, y }] of places.entries()) {
        expect(x).toBeGreaterThanOrEqual(45.9);
        expect(x).toBeLessThanOrEqual(674.1);
        expect(y).toBeGreaterThanOrEqual(45.9);
        expect(y).toBeLessThanOrEqual(254.1);
        for (const other of [...places.slice(0, at), { x: 360, y: 150 }])
          expect(Math.hypot(x - other.x, y - other.y)).toBeGreaterThan(46);
      }
    }
  });
});
