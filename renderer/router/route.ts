/** The screens as addresses. Everything after `#` is the route; a reload or a bookmark comes back to the same screen. */
export type Route =
  | { readonly screen: 'root' }
  | { readonly screen: 'start'; readonly step: 'choose' | 'new' | 'join' }
  /** As somebody who is a member already, from the own other device or after the loss of all; or vouching for one. */
  | { readonly screen: 'back'; readonly way: 'device' | 'return' | 'vouch' }
  /** A thing by its id alone, as its label has it: leads to where it is. */
  | { readonly screen: 'thing'; readonly thing: string }
  | { readonly screen: 'home' | 'connections' | 'settings' | 'rules' | 'history'; readonly community: string }
  /** `space`: one of the private spaces, or the form of a new one. */
  | { readonly screen: 'spaces'; readonly community: string; readonly space: string | null }
  /** `open`: what lies over it: the card of the person with that id, or the form of an invitation. */
  | { readonly screen: 'people'; readonly community: string; readonly open: string | null }
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
    case 'back':
      return `#/start/${route.way}`;
    case 'thing':
      return `#/thing/${route.thing}`;
    case 'home':
      return `#/c/${route.community}`;
    case 'connections':
    case 'settings':
    case 'rules':
    case 'history':
      return `#/c/${route.community}/${route.screen}`;
    case 'spaces':
      return `#/c/${route.community}/spaces${route.space === null ? '' : `/${route.space}`}`;
    case 'people':
      return `#/c/${route.community}/people${route.open === null ? '' : `/${route.open}`}`;
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

const LONG_ID = /^[a-z2-7]{52}$/;
const OPEN = /^(invite|[a-z2-7]{52})$/;

/** What cannot be read is the root. */
export function readRoute(hash: string): Route {
  const [first, second, third, fourth, fifth] = hash.replace(/^#\/?/, '').split('/');
  if (first === 'start' && (second === 'device' || second === 'return' || second === 'vouch'))
    return { screen: 'back', way: second };
  if (first === 'thing' && isObject(second)) return { screen: 'thing', thing: second };
  if (first === 'start')
    return { screen: 'start', step: second === 'new' || second === 'join' ? second : 'choose' };
  if (first !== 'c' || !second || !LONG_ID.test(second)) return { screen: 'root' };
  const community = second;
  switch (third) {
    case undefined:
    case '':
      return { screen: 'home', community };
    case 'connections':
    case 'settings':
    case 'rules':
    case 'history':
      return { screen: third, community };
    case 'spaces':
      return { screen: third, community, space: fourth === 'new' || isObject(fourth) ? fourth : null };
    case 'people':
      return { screen: third, community, open: fourth && OPEN.test(fourth) ? fourth : null };
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
