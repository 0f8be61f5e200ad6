/** What the answer to a query depends on: it is computed again when one of these changes. */
import type { EventsName, SubscribeName } from '../api/methods.ts';
import type { Topic } from './live-queries.ts';

const TOPICS: Readonly<Record<Exclude<SubscribeName, EventsName>, readonly Topic[]>> = {
  profile: ['profile'],
  recovery: ['profile'],
  status: ['network', 'authority', 'contents', 'receipts', 'profile'],
  communities: ['authority', 'contents'],
  invites: ['authority'],
  invitePreview: [],
  joins: ['network'],
  endPreview: ['authority', 'contents'],
  deviceLinkPreview: ['authority'],
  vouchPreview: ['authority'],
  spaces: ['authority'],
  proposals: ['authority'],
  policy: ['authority'],
  history: ['authority'],
  safety: ['authority', 'contents'],
  members: ['authority', 'network'],
  joinRequests: ['authority', 'network'],
  boards: ['contents', 'authority'],
  board: ['contents', 'authority', 'receipts'],
  card: ['contents', 'authority', 'receipts'],
  boardExport: ['contents', 'authority'],
  tasks: ['contents', 'authority'],
  inventories: ['contents', 'authority'],
  inventory: ['contents', 'authority', 'receipts'],
  inventoryExport: ['contents', 'authority'],
  item: ['contents', 'authority', 'receipts'],
  thingFind: ['contents', 'authority'],
  labels: ['contents', 'authority'],
  photos: ['contents', 'authority'],
  itemPhotos: ['contents', 'authority'],
  loans: ['contents', 'authority', 'receipts'],
  notices: ['contents', 'authority'],
  news: ['contents', 'authority'],
  neighbours: ['network', 'authority', 'receipts'],
  channels: ['contents', 'authority'],
  messagePlace: ['contents', 'authority'],
  typing: ['typing', 'authority'],
  draft: [],
  messages: ['contents', 'authority', 'receipts'],
};

export function topicsOf(name: Exclude<SubscribeName, EventsName>): readonly Topic[] {
  return TOPICS[name];
}
