import { describe, expect, it } from 'vitest';
import { removeBody } from '../../../core/authority/action-bodies.ts';
import { WHOLE_COMMUNITY } from '../../../core/base/ids.ts';
import { placeParts } from '../../../core/community/place-parts.ts';
import { compareStamps } from '../../../core/documents/stamp.ts';
import { exchange, founder, home, joiner, restart, write, type Neighbour } from './neighbours.ts';

/** What a register says, and the items of the logs in their order. */
async function contents(who: Neighbour, key: string) {
  const parts = await placeParts(who.community, WHOLE_COMMUNITY, home(who));
  const values = parts.flatMap(({ registers }) => registers.get(key) ?? []);
  const items = parts.flatMap(({ log }) => log.map(({ value, stamp }) => ({ value, stamp })));
  return {
    value: values.sort((a, b) => compareStamps(a.stamp, b.stamp)).at(-1)?.value,
    log: items.sort((a, b) => compareStamps(a.stamp, b.stamp)).map(({ value }) => value),
  };
}

describe('a cut', () => {
  it('[DOC-21] [AUTH-61] [THREAT-4] takes a writer’s values away, the next ones return, and what honest people wrote stays', async () => {
    const ana = await founder();
    const ben = await joiner('ben', ana);
    const mal = await joiner('mal', ana);
    await write(ana, { set: [['title', 'ana']], push: ['one'] });
    await exchange(ana, ben);
    await write(ben, { set: [['title', 'ben']], push: ['two'] });
    await exchange(ana, ben);
    await exchange(ana, mal);
    await write(mal, { set: [['title', 'mal']], push: ['spoilt'] });
    await exchange(ana, mal);
    // Honest people go on, knowing what is cut later.
    await write(ana, { push: ['three'] });
    await exchange(ana, ben);
    expect(await contents(ana, 'title')).toEqual({ value: 'mal', log: ['one', 'two', 'spoilt', 'three'] });

    const cut = { device: mal.community.device, authority: null, content: null };
    await ana.community.act(removeBody(mal.community.person!, [cut], ''));
    await exchange(ana, ben);
    for (const who of [ana, ben]) {
      expect(await contents(who, 'title')).toEqual({ value: 'ben', log: ['one', 'two', 'three'] });
      await restart(who);
      expect(await contents(who, 'title')).toEqual({ value: 'ben', log: ['one', 'two', 'three'] });
      expect((await who.community.verify()).faults).toEqual([]);
    }
  });
});
