/** Cards and things in the palette: looked up by what was typed, in every board and list of the community. */
import { Command as Cmdk } from 'cmdk';
import { Boxes, StickyNote } from 'lucide-react';
import type { ReactNode } from 'react';
import { usePeerQuery } from '../peer/use-peer.ts';
import type { Route } from '../router/route.ts';
import { goTo } from '../router/use-route.ts';
import { t } from '../text/text.ts';
import { fitness } from './find-command.ts';
import styles from './palette.module.css';

/** Of one board or list. */
const MOST = 6;

interface PaletteThingsProps {
  community: string;
  typed: string;
  onClose: () => void;
}

export function PaletteThings({ community, typed, onClose }: PaletteThingsProps) {
  const boards = usePeerQuery('boards', { community }).value?.boards ?? [];
  const inventories = usePeerQuery('inventories', { community }).value?.inventories ?? [];
  const found = { community, typed, onClose };
  return (
    <Cmdk.Group heading={t('palette.things')} className={styles['group']}>
      {boards.map(({ id, title }) => (
        <Cards key={id} board={id} where={title} {...found} />
      ))}
      {inventories.map(({ id, title }) => (
        <Things key={id} inventory={id} where={title} {...found} />
      ))}
    </Cmdk.Group>
  );
}

interface WhereProps extends PaletteThingsProps {
  where: string;
}

function Cards({ board, community, ...rest }: WhereProps & { board: string }) {
  const view = usePeerQuery('board', { board }).value;
  const cards = [...(view?.columns ?? []).flatMap((column) => column.cards), ...(view?.loose ?? [])];
  return (
    <Found
      {...rest}
      things={cards.filter((card) => !card.archived)}
      icon={<StickyNote />}
      to={(id) => ({ screen: 'boards', community, place: board, object: id })}
    />
  );
}

function Things({ inventory, community, ...rest }: WhereProps & { inventory: string }) {
  const view = usePeerQuery('inventory', { inventory }).value;
  return (
    <Found
      {...rest}
      things={view?.items ?? []}
      icon={<Boxes />}
      to={(id) => ({ screen: 'things', community, place: inventory, object: id })}
    />
  );
}

interface FoundProps {
  things: readonly { id: string; title: string }[];
  typed: string;
  where: string;
  icon: ReactNode;
  to: (id: string) => Route;
  onClose: () => void;
}

function Found({ things, typed, where, icon, to, onClose }: FoundProps) {
  const fitting = things
    .map((thing) => ({ thing, fits: fitness(typed, [thing.title, where]) }))
    .filter(({ fits }) => fits > 0)
    .sort((a, b) => b.fits - a.fits)
    .slice(0, MOST);
  return fitting.map(({ thing }) => (
    <Cmdk.Item
      key={thing.id}
      value={`thing.${thing.id}`}
      keywords={[thing.title, where]}
      className={styles['item']}
      onSelect={() => {
        onClose();
        goTo(to(thing.id));
      }}
    >
      <span className={styles['icon']} aria-hidden>
        {icon}
      </span>
      <span className={styles['title']}>{thing.title}</span>
      <span className={styles['where']}>{where}</span>
    </Cmdk.Item>
  ));
}
