/** The screens as addresses. Everything after `#` is the route; a reload or a bookmark comes back to the same screen. */
export type Route =
  | { readonly screen: 'root' }
  | { readonly screen: 'start'; readonly step: 'choose' | 'new' | 'join' }
  | { readonly screen: 'home' | 'people' | 'connections'; readonly community: string }
  | {
      readonly screen: 'boards' | 'things' | 'chat';
      readonly community: string;
      readonly place: string | null;
      /** What is looked at there: a card, a thing, a message. */
      readonly object?: string;
    };

export function hrefOf(route: Route): string {
  switch (route.screen) {
    case 'root':
      return '#/';
    case 'start':
      return route.step === 'choose' ? '#/start' : `#/start/${route.step}`;
    case 'home':
      return `#/c/${route.community}`;
    case 'people':
    case 'connections':
      return `#/c/${route.community}/${route.screen}`;
    case 'boards':
    case 'things':
    case 'chat':
      return ['#/c', route.community, route.screen, route.place, route.place === null ? null : route.object]
        .filter((part) => part !== null && part !== undefined)
        .join('/');
    default:
      return route satisfies never;
  }
}

/** The place that the route lies in, for a list of places. */
export function placeOf(route: Route): Route {
  if (!('place' in route)) return route;
  const { screen, community, place } = route;
  return { screen, community, place };
}

/** What cannot be read is the root. */
export function readRoute(hash: string): Route {
  const [first, second, third, fourth, fifth] = hash.replace(/^#\/?/, '').split('/');
  if (first === 'start')
    return { screen: 'start', step: second === 'new' || second === 'join' ? second : 'choose' };
  if (first !== 'c' || !second || !/^[a-z2-7]{52}$/.test(second)) return { screen: 'root' };
  const community = second;
  switch (third) {
    case undefined:
    case '':
      return { screen: 'home', community };
    case 'people':
    case 'connections':
      return { screen: third, community };
    case 'boards':
    case 'things':
    case 'chat':
      if (!isObject(fourth)) return { screen: third, community, place: null };
      return { screen: third, community, place: fourth, ...(isObject(fifth) && { object: fifth }) };
    default:
      return { screen: 'root' };
  }
}

function isObject(part: string | undefined): part is string {
  return part !== undefined && /^[a-z2-7]{32}$/.test(part);
}
