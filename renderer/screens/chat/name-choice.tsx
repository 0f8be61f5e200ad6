/** Names that are offered while one is typed after an @: chosen by the arrow keys and Enter, by Tab, or by a click. */
import { useId, useState, type KeyboardEvent } from 'react';
import { Avatar } from '../../components/avatar.tsx';
import { t } from '../../text/text.ts';
import { useChannelPeople } from './channel-people.ts';
import { nameBeingTyped, peopleFor } from './mentions.ts';
import styles from './name-choice.module.css';

interface Offered {
  readonly id: string;
  readonly name: string;
}

interface Names {
  readonly offered: readonly Offered[];
  readonly chosen: number;
  readonly list: string;
  readonly field: { 'aria-controls'?: string; 'aria-activedescendant'?: string };
  /** The cursor stands there; below 0: nowhere. */
  readonly look: (cursor: number) => void;
  /** True: the key was for the choice. */
  readonly onKeyDown: (event: KeyboardEvent) => boolean;
  readonly take: (person: Offered) => void;
}

export function useNameChoice(text: string, onText: (text: string, cursor: number) => void): Names {
  const list = useId();
  const { people } = useChannelPeople();
  const [cursor, setCursor] = useState(-1);
  const [choice, setChoice] = useState(0);
  /** Where Escape was pressed: no names are offered for that @ again. */
  const [refused, setRefused] = useState(-1);

  const typing = cursor < 0 ? undefined : nameBeingTyped(text, cursor);
  const others = people.filter(({ self }) => !self);
  const offered = typing && typing.at !== refused ? peopleFor(typing.typed, others) : [];
  const chosen = Math.min(choice, offered.length - 1);

  function take(person: Offered): void {
    if (!typing) return;
    const before = `${text.slice(0, typing.at)}@${person.name} `;
    setCursor(-1);
    setChoice(0);
    onText(before + text.slice(cursor).replace(/^ /, ''), before.length);
  }

  return {
    offered,
    chosen,
    list,
    field: offered.length > 0 ? { 'aria-controls': list, 'aria-activedescendant': `${list} ${chosen}` } : {},
    look: (next) => {
      setCursor(next);
      if (next < 0) setChoice(0);
    },
    onKeyDown: (event) => {
      const person = offered[chosen];
      if (!person || !typing) return false;
      switch (event.key) {
        case 'ArrowDown':
          setChoice((chosen + 1) % offered.length);
          break;
        case 'ArrowUp':
          setChoice((chosen + offered.length - 1) % offered.length);
          break;
        case 'Enter':
        case 'Tab':
          take(person);
          break;
        case 'Escape':
          setRefused(typing.at);
          break;
        default:
          return false;
      }
      event.preventDefault();
      event.stopPropagation();
      return true;
    },
    take,
  };
}

export function NameChoice({ names }: { names: Names }) {
  const { offered, chosen, list, take } = names;
  return (
    <>
      <p role="status" className="visually-hidden">
        {offered.length > 0 && t('chat.mentionCount', { count: offered.length })}
      </p>
      {offered.length > 0 && (
        <ul id={list} role="listbox" aria-label={t('chat.mentionLabel')} className={styles['names']}>
          {offered.map((person, index) => (
            <li
              key={person.id}
              id={`${list} ${index}`}
              role="option"
              aria-selected={index === chosen}
              className={styles['name']}
              // The field keeps the focus.
              onMouseDown={(event) => {
                event.preventDefault();
                take(person);
              }}
            >
              <Avatar id={person.id} name={person.name} />
              {person.name}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
