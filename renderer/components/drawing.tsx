/** Small pictures for where nothing is yet. Decoration: the words beside them say it all. */
import type { ReactNode } from 'react';
import styles from './drawing.module.css';

export type DrawingName = 'board' | 'things' | 'chat' | 'people' | 'connections' | 'letter' | 'street';

const ground = <path className={styles['line']} d="M10 82h100" />;

function house(x: number, y: number, wall: string, door: string): ReactNode {
  return (
    <g transform={`translate(${x} ${y})`}>
      <path className={styles[wall]} d="M3 16h24v20H3z" />
      <path className={styles['roof']} d="M0 17 15 3l15 14-2.6 2.6L15 8 2.6 19.6z" />
      <path className={styles[door]} d="M12 25h6v11h-6z" />
    </g>
  );
}

const pictures: Readonly<Record<DrawingName, ReactNode>> = {
  board: (
    <>
      <rect className={styles['ground']} x="14" y="14" width="92" height="62" rx="8" />
      <rect className={styles['paper']} x="21" y="22" width="22" height="16" rx="3" />
      <rect className={styles['paper']} x="21" y="42" width="22" height="24" rx="3" />
      <rect className={styles['paper']} x="49" y="22" width="22" height="30" rx="3" />
      <rect
        className={styles['honey']}
        x="76"
        y="25"
        width="24"
        height="22"
        rx="3"
        transform="rotate(7 88 36)"
      />
      <path className={styles['line']} d="M25 28h14M25 48h14M25 53h9M53 28h14M53 33h10" />
      <path className={styles['ink']} d="m81 35 4 4 8-7" />
    </>
  ),
  things: (
    <>
      <path className={styles['shelf']} d="M14 48h92v4H14zM14 78h92v4H14z" />
      <rect className={styles['leaf']} x="22" y="26" width="26" height="22" rx="3" />
      <path className={styles['line']} d="M22 33h26M35 26v7" />
      <path className={styles['clay']} d="M62 48V30h8l2 4h16v6H72v8z" />
      <path className={styles['ink']} d="M88 37h8" />
      <circle className={styles['honey']} cx="32" cy="69" r="9" />
      <circle className={styles['paper']} cx="32" cy="69" r="3.5" />
      <path className={styles['leaf']} d="M66 78V62a10 10 0 0 1 20 0v16z" />
      <path className={styles['ink']} d="M70 62a6 6 0 0 1 12 0" />
    </>
  ),
  chat: (
    <>
      <path
        className={styles['ground']}
        d="M24 16h46a8 8 0 0 1 8 8v18a8 8 0 0 1-8 8H42l-12 10v-10h-6a8 8 0 0 1-8-8V24a8 8 0 0 1 8-8z"
      />
      <path className={styles['line']} d="M28 28h34M28 37h22" />
      <path
        className={styles['honey']}
        d="M58 44h38a8 8 0 0 1 8 8v12a8 8 0 0 1-8 8h-2v9l-11-9H58a8 8 0 0 1-8-8V52a8 8 0 0 1 8-8z"
      />
      <path className={styles['ink']} d="M64 58h.1M77 58h.1M90 58h.1" />
    </>
  ),
  people: (
    <>
      <circle className={styles['honey']} cx="60" cy="26" r="10" />
      <path className={styles['honey']} d="M42 62a18 20 0 0 1 36 0z" />
      <circle className={styles['leaf']} cx="30" cy="40" r="9" />
      <path className={styles['leaf']} d="M14 76a16 18 0 0 1 32 0z" />
      <circle className={styles['clay']} cx="90" cy="40" r="9" />
      <path className={styles['clay']} d="M74 76a16 18 0 0 1 32 0z" />
      {ground}
    </>
  ),
  connections: (
    <>
      {house(12, 44, 'leaf', 'paper')}
      {house(78, 44, 'clay', 'paper')}
      {house(45, 8, 'honey', 'paper')}
      <path className={styles['dots']} d="M34 42 46 32M74 32l12 10M48 66h24" />
      {ground}
    </>
  ),
  letter: (
    <>
      <rect className={styles['ground']} x="20" y="24" width="80" height="54" rx="8" />
      <path className={styles['paper']} d="M32 12h56v34L60 60 32 46z" />
      <path className={styles['line']} d="M42 22h36M42 30h36M42 38h22" />
      <path className={styles['leaf']} d="m20 38 40 24 40-24v32a8 8 0 0 1-8 8H28a8 8 0 0 1-8-8z" />
      <circle className={styles['honey']} cx="60" cy="62" r="7" />
    </>
  ),
  street: (
    <>
      {house(8, 46, 'leaf', 'paper')}
      {house(44, 46, 'honey', 'paper')}
      {house(80, 46, 'clay', 'paper')}
      <circle className={styles['sun']} cx="92" cy="22" r="9" />
      <path className={styles['line']} d="M22 26h16M30 20h14" />
      {ground}
    </>
  ),
};

export function Drawing({ name }: { name: DrawingName }) {
  return (
    <svg className={styles['drawing']} viewBox="0 0 120 90" aria-hidden focusable="false">
      {pictures[name]}
    </svg>
  );
}
