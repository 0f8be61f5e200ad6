/** Lists of things, as the API has them. */
import type { inventoryMethods, InventoryView } from '../api/inventory-methods.ts';
import { labelSheets } from '../api/label-sheets.ts';
import type { CommunityId, DeviceId, ObjectId, PersonId } from '../base/ids.ts';
import { KithError } from '../base/kith-error.ts';
import type { Author, Built } from '../documents/author.ts';
import { writeCalendar } from '../features/inventory/calendar-file.ts';
import type { Inventory } from '../features/inventory/inventory.ts';
import {
  addItem,
  archiveItem,
  editItem,
  handItem,
  remarkOn,
  takeOverItem,
  type ItemFields,
} from '../features/inventory/item-edits.ts';
import type { Item } from '../features/inventory/item.ts';
import { addQuestion, editQuestion, setRules } from '../features/inventory/list-edits.ts';
import { writeTable } from '../features/inventory/table-file.ts';
import { countStock, moveStock } from '../features/inventory/stock-edits.ts';
import type { HandlersOf } from './handlers.ts';
import type { HostedCommunity } from './hosted-community.ts';
import { labelFile } from './label-file.ts';
import { importTable } from './table-imports.ts';
import { itemPage, itemViews, questionView, toThousandths } from './inventory-views.ts';
import type { PeerScope } from './peer-scope.ts';
import { broughtPictures, type PhotoContext } from './photo-handlers.ts';
import type { SpacePlace } from './place-views.ts';
import { findThing } from './thing-finder.ts';
import { addPlaceIn, mayIn, placesIn, renamePlaceIn } from './place-handlers.ts';

type ItemEdit = (author: Author, inventory: Inventory, item: ObjectId, host: HostedCommunity) => Built;

export function inventoryHandlers(scope: PhotoContext): HandlersOf<typeof inventoryMethods> {
  const editThing = async (item: string, edit: ItemEdit): Promise<{ item: string }> => {
    const id = item as ObjectId;
    const { host, place } = scope.find(id, 'ITEM_UNKNOWN');
    await host.edit(place, 'exact', async (author) =>
      edit(author, await host.views.inventory(place), id, host),
    );
    return { item };
  };
  return {
    inventoryAdd: async ({ community, title, space }) => ({
      inventory: await addPlaceIn(scope.community(community as CommunityId), 'inventory', title, space),
    }),
    inventories: async ({ community }) => ({
      inventories: await placesIn(scope.community(community as CommunityId), 'inventory'),
    }),
    inventory: async ({ inventory }) => {
      const { host, place } = await placeOf(scope, inventory as ObjectId);
      const folded = await host.views.inventory(place.id);
      const views = itemViews(host, folded);
      const view: InventoryView = {
        title: place.title,
        community: host.id,
        mayWrite: mayIn(host, place.space, 'write'),
        mayGovern: mayIn(host, place.space, 'govern'),
        items: views.filter((item) => !item.archived),
        archived: views.filter((item) => item.archived),
        questions: folded.questions.map(questionView),
        rules: { ...folded.rules, hours: [...folded.rules.hours] },
      };
      return view;
    },
    inventoryEdit: async ({ inventory, title }) => {
      const { host, place } = await placeOf(scope, inventory as ObjectId);
      await renamePlaceIn(host, place.id, title);
      return { inventory };
    },
    rulesSet: async ({ inventory, ...rules }) => {
      const { host, place } = await placeOf(scope, inventory as ObjectId);
      await host.edit(place.id, 'exact', async (author) =>
        setRules(author, await host.views.inventory(place.id), place.id, given(rules)),
      );
      return { inventory };
    },
    questionAdd: async ({ inventory, ...wish }) => {
      const { host, place } = await placeOf(scope, inventory as ObjectId);
      return { question: await host.edit(place.id, 'exact', (author) => addQuestion(author, wish)) };
    },
    questionEdit: async ({ question, ...changes }) => {
      const id = question as ObjectId;
      const { host, place } = scope.find(id, 'QUESTION_UNKNOWN');
      await host.edit(place, 'exact', async (author) =>
        editQuestion(author, await host.views.inventory(place), id, changes),
      );
      return { question };
    },
    inventoryImport: async ({ inventory, text, columns, preview = false }) => {
      const { host, place } = await placeOf(scope, inventory as ObjectId);
      return importTable(host, place.id, { text, columns, isPreview: preview });
    },
    inventoryExport: async ({ inventory, format }) => {
      const { host, place } = await placeOf(scope, inventory as ObjectId);
      const folded = await host.views.inventory(place.id);
      const nameOf = (person: PersonId): string => host.nameOf(person);
      const text =
        format === 'csv'
          ? writeTable(folded, nameOf)
          : writeCalendar(folded, { title: place.title, nameOf, now: host.now() });
      return { name: `${place.title}.${format}`, text };
    },
    thingFind: async ({ code, community }) => {
      const { host, place, item } = await findThing(scope, code, community as CommunityId | undefined);
      return { community: host.id, inventory: place, item };
    },
    labels: async ({ inventory, items, sheet, skip = 0 }) => {
      const { host, place } = await placeOf(scope, inventory as ObjectId);
      const { items: all, itemById } = await host.views.inventory(place.id);
      const chosen = items?.map((id) => itemById.get(id as ObjectId)) ?? all.filter(hasLabel);
      const things = chosen.map((item) => {
        if (!item) throw new KithError('ITEM_UNKNOWN');
        return { id: item.id, title: item.title, number: item.label };
      });
      const text = labelFile(place.title, labelSheets[sheet], things, skip);
      return { name: `${place.title}.html`, text, count: things.length };
    },
    item: async ({ item: id }) => {
      const { host, place } = scope.find(id as ObjectId, 'ITEM_UNKNOWN');
      return itemPage(host, place, id as ObjectId);
    },
    itemAdd: async ({ inventory, ...wish }) => {
      const { host, place } = await placeOf(scope, inventory as ObjectId);
      const item = await host.edit(place.id, 'exact', async (author) =>
        addItem(author, await host.views.inventory(place.id), inThousandths(wish)),
      );
      return { item };
    },
    itemEdit: ({ item, ...changes }) =>
      editThing(item, (author, inventory, id) => editItem(author, inventory, id, inThousandths(changes))),
    itemArchive: ({ item }) => editThing(item, (author, inventory, id) => archiveItem(author, inventory, id)),
    itemRestore: ({ item }) =>
      editThing(item, (author, inventory, id) => archiveItem(author, inventory, id, false)),
    itemHand: ({ item, person }) =>
      editThing(item, (author, inventory, id, host) => {
        const to = { person: person as PersonId, desk: deskOf(host, person as PersonId) };
        return handItem(author, inventory, id, to);
      }),
    itemTakeOver: ({ item }) =>
      editThing(item, (author, inventory, id, host) => {
        const custodian = inventory.itemById.get(id)?.custodian;
        const isGone = custodian !== undefined && !host.isMember(custodian);
        return takeOverItem(author, inventory, id, { isGone });
      }),
    itemRemark: async ({ item, photos = [], ...wish }) => {
      const { host } = scope.find(item as ObjectId, 'ITEM_UNKNOWN');
      const pictures = broughtPictures(scope.uploads, host, photos);
      const done = await editThing(item, (author, inventory, id) =>
        remarkOn(author, inventory, { ...wish, item: id, pictures }),
      );
      scope.uploads.done(...photos.flatMap(({ upload, preview }) => [upload, preview]));
      return done;
    },
    stockMove: ({ item, amount, ...wish }) =>
      editThing(item, (author, inventory, id) =>
        moveStock(author, inventory, { ...wish, item: id, amount: toThousandths(amount) }),
      ),
    stockCount: ({ item, amount, note }) =>
      editThing(item, (author, inventory, id) =>
        countStock(author, inventory, { item: id, amount: toThousandths(amount), note }),
      ),
  };
}

async function placeOf(
  scope: PeerScope,
  id: ObjectId,
): Promise<{ host: HostedCommunity; place: SpacePlace }> {
  const { host } = scope.find(id, 'INVENTORY_UNKNOWN');
  return { host, place: await host.views.place(id, 'inventory', 'INVENTORY_UNKNOWN') };
}

/** What people hold in their hands. */
function hasLabel({ archived, kind }: Item): boolean {
  return !archived && (kind === 'thing' || kind === 'consumable');
}

/** The device of a person that decides about what they look after: their oldest one. */
function deskOf(host: HostedCommunity, person: PersonId): DeviceId {
  const { devices, members } = host.community.authority();
  if (members.get(person)?.state !== 'in') throw new KithError('PERSON_UNKNOWN');
  for (const device of devices.values()) {
    if (device.person === person && device.state === 'current') return device.id;
  }
  throw new KithError('PERSON_UNKNOWN');
}

function inThousandths<T extends ItemFields>(wish: T): T {
  return wish.low === undefined ? wish : { ...wish, low: toThousandths(wish.low) };
}

/** Without what is not said. */
function given<T extends object>(wish: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  return Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]?: Exclude<T[Name], undefined>;
  };
}
