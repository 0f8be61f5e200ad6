/** Who is in a private space: taking somebody in, taking somebody out, leaving it. Each says first what it does. */
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import type { MemberView } from '../../../core/api/community-methods.ts';
import type { SpaceView } from '../../../core/api/space-methods.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Button } from '../../components/button.tsx';
import { Compared } from '../../components/compared.tsx';
import { Confirm, Dialog, DialogActions } from '../../components/dialog.tsx';
import list from '../../components/list.module.css';
import { attempt, showDone } from '../../components/notices.tsx';
import { Failure, Section } from '../../components/page.tsx';
import { useApi, usePeerQuery } from '../../peer/use-peer.ts';
import { hrefOf } from '../../router/route.ts';
import { t } from '../../text/text.ts';
import { MemberChoice } from './member-choice.tsx';
import styles from './spaces.module.css';

export function SpaceMembers({ community, space }: { community: string; space: SpaceView }) {
  const api = useApi();
  const people = usePeerQuery('members', { community }).value?.members ?? [];
  const [isAdding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<MemberView>();
  const inIt = space.members.flatMap(({ id }) => people.find((each) => each.id === id) ?? []);
  const self = people.find((each) => each.self);
  const mayChange = space.mine && !space.direct && self?.state === 'in' && self.role !== 'guest';

  async function takeOut(member: MemberView): Promise<void> {
    if (!(await attempt(() => api.spaceMembers({ space: space.id, remove: [member.id] })))) return;
    showDone(
      member.self ? t('space.left', { title: space.title }) : t('space.tookOut', { name: member.name }),
    );
  }

  return (
    <Section
      title={t('space.members')}
      actions={
        mayChange && (
          <Button size="small" icon={<UserPlus aria-hidden />} onClick={() => setAdding(true)}>
            {t('space.takeIn')}
          </Button>
        )
      }
    >
      <ul className={list['list']}>
        {inIt.map((member) => (
          <li key={member.id} className={list['row']}>
            <Avatar id={member.id} name={member.name} here={member.here} />
            <div className={list['main']}>
              <div className={list['name']}>
                <a href={hrefOf({ screen: 'people', community, open: member.id })}>
                  {member.self ? t('people.you', { name: member.name }) : member.name}
                </a>
                <Compared safety={member.safety} />
              </div>
            </div>
            {mayChange && (member.self || space.mayRemove) && (
              <Button
                look="quiet"
                size="small"
                aria-label={member.self ? t('space.leave') : t('space.takeOutNamed', { name: member.name })}
                onClick={() => setLeaving(member)}
              >
                {t(member.self ? 'space.leave' : 'space.takeOut')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Dialog
        open={isAdding}
        onClose={() => setAdding(false)}
        title={t('space.takeIn')}
        about={t('space.takeInAbout')}
      >
        <TakeIn space={space} people={people} onClose={() => setAdding(false)} />
      </Dialog>
      <Confirm
        open={leaving !== undefined}
        onClose={() => setLeaving(undefined)}
        title={
          leaving?.self
            ? t('space.leaveTitle', { title: space.title })
            : t('space.takeOutTitle', { name: leaving?.name ?? '', title: space.title })
        }
        about={leaving?.self ? t('space.leaveAbout') : t('space.takeOutAbout', { name: leaving?.name ?? '' })}
        action={t(leaving?.self ? 'space.leave' : 'space.takeOut')}
        onConfirm={() => {
          if (leaving) void takeOut(leaving);
        }}
      />
    </Section>
  );
}

interface TakeInProps {
  space: SpaceView;
  people: readonly MemberView[];
  onClose: () => void;
}

function TakeIn({ space, people, onClose }: TakeInProps) {
  const api = useApi();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const known = new Set(space.members.map(({ id }) => id));
  const others = people.filter(
    ({ id, state, role }) => state === 'in' && role !== 'mirror' && !known.has(id),
  );

  async function takeIn(): Promise<void> {
    setBusy(true);
    try {
      await api.spaceMembers({ space: space.id, add: [...chosen] });
      showDone(t('space.tookIn', { count: chosen.size }));
      onClose();
    } catch (refusal) {
      setError(refusal);
      setBusy(false);
    }
  }

  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) void takeIn();
      }}
    >
      {others.length === 0 ? (
        <p className={styles['soft']}>{t('space.all')}</p>
      ) : (
        <MemberChoice label={t('space.takeIn')} members={others} chosen={chosen} onChosen={setChosen} />
      )}
      {error !== undefined && <Failure error={error} />}
      <DialogActions>
        <Button look="quiet" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button type="submit" look="primary" disabled={isBusy || chosen.size === 0}>
          {t('space.takeInGo')}
        </Button>
      </DialogActions>
    </form>
  );
}
