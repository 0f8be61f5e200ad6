/** What else a list says about a thing, as far as it says anything. */
import type { ItemPageView } from '../../../core/api/inventory-methods.ts';
import { hrefOf } from '../../router/route.ts';
import { listed, t } from '../../text/text.ts';
import { civilDay } from '../../text/when.ts';
import { answerWords } from './answers.tsx';
import styles from './item-details.module.css';

export function Details({ page: { item, questions, community, inventory } }: { page: ItemPageView }) {
  const { location, label, tags, ownerName, deposit, sort, until, kit, kitTitle, contents, custom } = item;
  const to = (object: string): string => hrefOf({ screen: 'things', community, place: inventory, object });
  const rows: [name: string, value: React.ReactNode][] = [
    ...(sort === '' ? [] : [[t('item.sort'), t(`item.sort.${sort}`)] as [string, string]]),
    ...(until === '' ? [] : [[t('item.until'), civilDay(until)] as [string, string]]),
    ...(location === '' ? [] : [[t('item.location'), location] as [string, string]]),
    ...(label === '' ? [] : [[t('item.label'), label] as [string, string]]),
    ...(tags.length === 0 ? [] : [[t('item.tags'), listed(tags)] as [string, string]]),
    ...(ownerName === '' ? [] : [[t('item.owner'), ownerName] as [string, string]]),
    ...(deposit === '' ? [] : [[t('item.deposit'), deposit] as [string, string]]),
  ];
  if (kitTitle !== '')
    rows.push([
      t('item.kit'),
      <a key="kit" href={to(kit)}>
        {kitTitle}
      </a>,
    ]);
  if (contents.length > 0) {
    const links = contents.map(({ id, title }) => (
      <li key={id}>
        <a href={to(id)}>{title}</a>
      </li>
    ));
    rows.push([t('item.contents'), <ul key="contents">{links}</ul>]);
  }
  for (const { id, title, archived } of questions) {
    const answer = custom[id];
    if (!archived && answer !== undefined) rows.push([title, answerWords(answer)]);
  }
  if (rows.length === 0) return null;
  return (
    <dl className={styles['details']}>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd dir="auto">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
