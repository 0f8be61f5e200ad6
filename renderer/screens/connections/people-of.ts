/** Devices as people: whoever has several is as near as the nearest of them. Pure. */
import type { NeighbourDeviceView } from '../../../core/api/neighbour-methods.ts';

export type Step = 'in-step' | 'behind' | 'comparing' | 'away';

export interface Neighbour {
  readonly id: string;
  readonly name: string;
  readonly own: boolean;
  readonly path: NeighbourDeviceView['path'];
  readonly step: Step;
}

export function stepOf({ path, behind, lacks }: NeighbourDeviceView): Step {
  if (path === null) return 'away';
  if (behind === null || lacks === null) return 'comparing';
  return behind + lacks === 0 ? 'in-step' : 'behind';
}

/** Own devices stand for themselves. In the order of their names, so that nobody changes places when somebody comes. */
export function peopleOf(devices: readonly NeighbourDeviceView[]): Neighbour[] {
  const people = new Map<string, Neighbour>();
  for (const device of devices) {
    const { id, person, label, own, path } = device;
    const key = own ? id : person;
    const name = own && label !== '' ? label : device.name;
    const known = people.get(key);
    if (!known || (known.path === null && path !== null))
      people.set(key, { id: key, name, own, path, step: stepOf(device) });
  }
  return [...people.values()].sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
}
