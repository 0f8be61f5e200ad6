/** Copies of real ranges with something wrong in them. Whoever gets them loses nothing by it. [THREAT-43] */
import type { Community } from '../../core/community/community.ts';
import type { EntryRecord } from '../../core/feed/entry.ts';
import type { Run } from '../../core/feed/run.ts';
import { withoutPayload } from '../../core/feed/without-payload.ts';
import { missingRuns, shuffle } from './carry.ts';
import type { SeededRandom } from './random.ts';

type Spoil = (run: Run, random: SeededRandom) => Run | undefined;

const SPOILS: readonly (readonly [name: string, spoil: Spoil])[] = [
  [
    'no signatures',
    (run) => ({ ...run, records: run.records.map((record) => ({ ...record, signature: null })) }),
  ],
  [
    'bad signatures',
    (run, random) => ({ ...run, records: run.records.map((record) => turned(record, 'signature', random)) }),
  ],
  ['a bad signature', (run, random) => withOne(run, random, (record) => turned(record, 'signature', random))],
  ['no payloads', (run) => ({ ...run, records: run.records.map((record) => withoutPayload(record)) })],
  ['a payload less', (run, random) => withOne(run, random, (record) => withoutPayload(record))],
  ['a turned payload', (run, random) => withOne(run, random, (record) => turned(record, 'payload', random))],
  ['a turned header', (run, random) => withOne(run, random, (record) => turned(record, 'header', random))],
  [
    'one record less',
    (run) => (run.records.length > 2 ? { ...run, records: run.records.toSpliced(1, 1) } : undefined),
  ],
  [
    'the last ones only',
    (run) => (run.records.length > 1 ? { ...run, records: run.records.slice(1) } : undefined),
  ],
  ['another feed', (run) => ({ ...run, kind: run.kind === 'content' ? 'authority' : 'content' })],
  ['later', (run) => (run.from > 0 ? { ...run, from: run.from + 1 } : undefined)],
  [
    'another start',
    (run) => (run.prev ? { ...run, prev: run.prev.replaceAll('0', '1') as Run['prev'] } : undefined),
  ],
];

/** Hands `to` spoilt copies of what it lacks; none of them may hurt. */
export async function pester(from: Community, to: Community, random: SeededRandom): Promise<string> {
  const [name, spoil] = random.pick(SPOILS);
  const runs = (await missingRuns(from, to, random)).flatMap((run) => spoil(run, random) ?? []);
  shuffle(runs, random);
  for (const run of runs) await to.receive([run]);
  if (random.happens(0.2))
    await to.receiveErasures(runs.map((run) => ({ ...run, records: run.records.slice(0, 1) })));
  return `hands over ${runs.length} runs with ${name}`;
}

function withOne(run: Run, random: SeededRandom, change: (record: EntryRecord) => EntryRecord): Run {
  const at = random.below(run.records.length);
  return { ...run, records: run.records.map((record, i) => (i === at ? change(record) : record)) };
}

/** One bit of it is another. */
function turned(
  record: EntryRecord,
  what: 'header' | 'payload' | 'signature',
  random: SeededRandom,
): EntryRecord {
  const bytes = record[what];
  if (!bytes) return record;
  const copy = Uint8Array.from(bytes);
  copy[random.below(copy.length)]! ^= 1 << random.below(8);
  return { ...record, [what]: copy };
}
