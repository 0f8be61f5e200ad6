import { describe, expect, test } from 'vitest';
import { hrefOf, readRoute, type Route } from '../../renderer/router/route.ts';

const community = 'c'.repeat(52);
const place = 'p'.repeat(32);
const object = 'o'.repeat(32);

describe('routes', () => {
  test('[PAGE-11] every screen has an address that leads back to it', () => {
    const routes: Route[] = [
      { screen: 'root' },
      { screen: 'start', step: 'choose' },
      { screen: 'start', step: 'new' },
      { screen: 'start', step: 'join' },
      ...(['device', 'return', 'vouch'] as const).map((way): Route => ({ screen: 'back', way })),
      { screen: 'home', community },
      { screen: 'thing', thing: object },
      { screen: 'rules', community },
      { screen: 'history', community },
      { screen: 'spaces', community, space: null },
      { screen: 'spaces', community, space: 'new' },
      { screen: 'spaces', community, space: place },
      { screen: 'people', community, open: null },
      { screen: 'people', community, open: 'invite' },
      { screen: 'people', community, open: 'q'.repeat(52) },
      { screen: 'connections', community },
      { screen: 'settings', community },
      ...(['boards', 'things', 'chat'] as const).flatMap((screen): Route[] => [
        { screen, community, place: null },
        { screen, community, place },
        { screen, community, place, object },
      ]),
    ];
    for (const route of routes) expect(readRoute(hrefOf(route))).toEqual(route);
    expect(new Set(routes.map(hrefOf)).size).toBe(routes.length);
  });

  test('[PAGE-11] an address that cannot be read leads to the beginning, and one half readable to what it names', () => {
    for (const hash of [
      '',
      '#',
      '#/nowhere',
      '#/c/',
      '#/c/short',
      `#/c/${community}/unknown`,
      '#/c/../../etc',
    ]) {
      expect(readRoute(hash), hash).toEqual({ screen: 'root' });
    }
    expect(readRoute(`#/c/${community}/boards/javascript:alert(1)`)).toEqual({
      screen: 'boards',
      community,
      place: null,
    });
  });
});
