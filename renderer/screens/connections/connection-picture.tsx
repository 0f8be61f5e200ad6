/**
 * Who is connected and how, as a picture: this device in the middle, people around it, lines by their kind. Decoration for
 * those who listen: the list below says the same.
 */
import { hueOf, initialsOf } from '../../components/avatar.tsx';
import { pathName } from '../../text/names.ts';
import { t } from '../../text/text.ts';
import styles from './connection-picture.module.css';
import type { Neighbour } from './people-of.ts';
import { ringLayout } from './ring-layout.ts';

/** People in the ring; the others stand in the list alone. */
const MOST = 14;
const SIZE = { width: 720, height: 300, margin: 46 };
const RADIUS = 22;
/** Letters of a name that find room under its circle. */
const LETTERS = 16;

const paths = ['lan', 'loopback', 'direct', 'relay'] as const;

export function ConnectionPicture({ people }: { people: readonly Neighbour[] }) {
  const shown = [...people].sort((a, b) => Number(b.path !== null) - Number(a.path !== null)).slice(0, MOST);
  // In the ring by name, so that nobody changes places when somebody comes or goes.
  const ring = people.filter((person) => shown.includes(person));
  const places = ringLayout(ring.length, SIZE);
  const [x, y] = [SIZE.width / 2, SIZE.height / 2];
  const used = paths.filter((path) => ring.some((person) => person.path === path));
  const isAnyAway = ring.some(({ path }) => path === null);
  return (
    <figure className={styles['figure']}>
      <svg
        className={styles['picture']}
        viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
        role="img"
        aria-label={t('connections.picture', {
          here: ring.filter(({ path }) => path !== null).length,
          all: ring.length,
        })}
      >
        {ring.map((person, at) => (
          <line
            key={person.id}
            className={styles['line']}
            data-path={person.path ?? 'away'}
            x1={x}
            y1={y}
            x2={places[at]!.x}
            y2={places[at]!.y}
          />
        ))}
        <g className={styles['you']}>
          <circle cx={x} cy={y} r={RADIUS + 6} />
          <text x={x} y={y}>
            {t('connections.you')}
          </text>
        </g>
        {ring.map((person, at) => (
          <Person key={person.id} person={person} x={places[at]!.x} y={places[at]!.y} />
        ))}
      </svg>
      <figcaption className={styles['legend']}>
        {used.map((path) => (
          <span key={path} className={styles['key']}>
            <svg className={styles['sample']} viewBox="0 0 28 8" aria-hidden>
              <line className={styles['line']} data-path={path} x1="1" y1="4" x2="27" y2="4" />
            </svg>
            {pathName(path)}
          </span>
        ))}
        {isAnyAway && (
          <span className={styles['key']}>
            <svg className={styles['sample']} viewBox="0 0 28 8" aria-hidden>
              <line className={styles['line']} data-path="away" x1="1" y1="4" x2="27" y2="4" />
            </svg>
            {t('connections.away')}
          </span>
        )}
      </figcaption>
    </figure>
  );
}

function Person({ person, x, y }: { person: Neighbour; x: number; y: number }) {
  const letters = [...person.name];
  const label = letters.length > LETTERS ? `${letters.slice(0, LETTERS - 1).join('')}…` : person.name;
  return (
    <g className={styles['person']} data-hue={hueOf(person.id)} data-step={person.step}>
      <title>{person.name}</title>
      <circle className={styles['ground']} cx={x} cy={y} r={RADIUS} />
      <circle className={styles['face']} cx={x} cy={y} r={RADIUS} />
      <text x={x} y={y}>
        {initialsOf(person.name)}
      </text>
      {person.step !== 'away' && (
        <circle className={styles['mark']} cx={x + RADIUS * 0.72} cy={y + RADIUS * 0.72} r="6" />
      )}
      {/* On the far side of the line. */}
      <text className={styles['name']} x={x} y={y < SIZE.height / 2 - 1 ? y - RADIUS - 14 : y + RADIUS + 16}>
        {label}
      </text>
    </g>
  );
}
