/** Gives a member another role; where one person may not, proposes it. A steward lays the own down by it, too. */
import { useState } from 'react';
import type { MemberView } from '../../../core/api/community-methods.ts';
import { codeOf } from '../../../core/api/codes.ts';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/choice.tsx';
import { Dialog, DialogActions } from '../../components/dialog.tsx';
import { showDone } from '../../components/notices.tsx';
import { Failure } from '../../components/page.tsx';
import { useApi } from '../../peer/use-peer.ts';
import { roleName } from '../../text/names.ts';
import { t } from '../../text/text.ts';
import styles from './trust.module.css';

const roles = ['steward', 'member', 'guest', 'mirror'] as const;
/** Refusals of one that many can carry. */
const forMany = new Set(['ROLE_FORBIDS', 'ROLE_SENIOR']);

interface RoleDialogProps {
  member: MemberView;
  open: boolean;
  onClose: () => void;
}

export function RoleDialog({ member, open, onClose }: RoleDialogProps) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={member.self ? t('member.stepDown') : t('member.roleOf', { name: member.name })}
      about={t(member.self ? 'member.stepDownAbout' : 'member.changeRoleAbout')}
    >
      <RoleForm member={member} onClose={onClose} />
    </Dialog>
  );
}

function RoleForm({ member, onClose }: { member: MemberView; onClose: () => void }) {
  const api = useApi();
  const [role, setRole] = useState(
    member.self ? 'member' : (roles.find((each) => each === member.role) ?? 'member'),
  );
  const [refusal, setRefusal] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const offered = member.self ? roles.filter((each) => each === 'member' || each === 'guest') : roles;
  const canPropose = refusal !== undefined && !member.self && forMany.has(codeOf(refusal));

  async function give(): Promise<void> {
    setBusy(true);
    try {
      const decision = await api.memberRole({ member: member.id, role, propose: canPropose });
      showDone(
        decision.state === 'proposed'
          ? t('member.proposed')
          : t('member.roleDone', { name: member.name, role: roleName(role) }),
      );
      onClose();
    } catch (problem) {
      setRefusal(problem);
      setBusy(false);
    }
  }

  return (
    <form
      className={styles['stack']}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) void give();
      }}
    >
      <Choice
        label={t('member.role')}
        hideLabel
        value={role}
        onValue={(next) => {
          setRole(next);
          setRefusal(undefined);
        }}
        options={offered.map((value) => ({
          value,
          label: roleName(value),
          about: t(`member.can.${value}`),
        }))}
      />
      {refusal !== undefined && !canPropose && <Failure error={refusal} />}
      {canPropose && (
        <p role="alert" className={styles['warn']}>
          {t('member.needsVote')}
        </p>
      )}
      <DialogActions>
        <Button look="quiet" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button
          type="submit"
          look={member.self ? 'danger' : 'primary'}
          disabled={isBusy || role === member.role}
        >
          {t(member.self ? 'member.stepDown' : canPropose ? 'member.rolePropose' : 'member.roleGo')}
        </Button>
      </DialogActions>
    </form>
  );
}
