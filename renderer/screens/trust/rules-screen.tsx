/** The rules of a community in plain words, and its name. Stewards change them, everybody sees them. */
import { useState } from 'react';
import type { PolicyView } from '../../../core/api/trust-methods.ts';
import { Button, LinkButton } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Choice } from '../../components/choice.tsx';
import { attempt, showDone } from '../../components/notices.tsx';
import { Failure, Page, Section } from '../../components/page.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { TitleDialog } from '../../components/title-dialog.tsx';
import { useApi, usePeerQuery } from '../../peer/use-peer.ts';
import { t } from '../../text/text.ts';
import { SettingsRow } from '../settings/settings-row.tsx';

interface RulesProps {
  community: string;
  title: string;
}

export function RulesScreen({ community, title }: RulesProps) {
  const { value: policy, error } = usePeerQuery('policy', { community });
  return (
    <Page
      title={t('rules.heading', { title })}
      about={policy && t(policy.mine ? 'rules.mine' : 'rules.others')}
      actions={
        <LinkButton look="quiet" to={{ screen: 'people', community, open: null }}>
          {t('member.back')}
        </LinkButton>
      }
      narrow
    >
      {error !== undefined && <Failure error={error} />}
      {!policy && error === undefined && <Skeleton rows={4} tall />}
      {policy && <Title community={community} title={title} mine={policy.mine} />}
      {policy && <Policies community={community} policy={policy} />}
    </Page>
  );
}

function Title({ community, title, mine }: RulesProps & { mine: boolean }) {
  const api = useApi();
  const [isOpen, setOpen] = useState(false);
  return (
    <Card>
      <SettingsRow label={t('rules.name')} about={title}>
        {mine && (
          <Button size="small" onClick={() => setOpen(true)}>
            {t('rules.rename')}
          </Button>
        )}
      </SettingsRow>
      <TitleDialog
        open={isOpen}
        onClose={() => setOpen(false)}
        title={t('rules.rename')}
        label={t('rules.name')}
        initial={title}
        action={t('action.save')}
        onSubmit={(next) => api.rename({ community, title: next })}
      />
    </Card>
  );
}

const histories = ['all', 'since-join'] as const;
const invites = ['any', 'stewards'] as const;
const quorums = ['50', '66', '75'] as const;

function Policies({ community, policy }: { community: string; policy: PolicyView }) {
  const api = useApi();
  const { mine } = policy;
  const set = (name: 'history' | 'invites' | 'quorum', value: string | number): void => {
    void attempt(async () => {
      await api.policySet({ community, name, value });
      showDone(t('rules.saved'));
    });
  };
  const quorum = String(policy.quorum);
  const other = {
    value: quorum,
    label: t('rules.quorum.other', { percent: quorum }),
    about: t('rules.quorum.otherAbout'),
  };
  return (
    <>
      <Rule
        title={t('rules.history')}
        mine={mine}
        value={policy.history}
        onValue={(value) => set('history', value)}
        options={histories.map((value) => ({
          value,
          label: t(`rules.history.${value}`),
          about: t(`rules.history.${value}About`),
        }))}
      />
      <Rule
        title={t('rules.invites')}
        mine={mine}
        value={policy.invites}
        onValue={(value) => set('invites', value)}
        options={invites.map((value) => ({
          value,
          label: t(`rules.invites.${value}`),
          about: t(`rules.invites.${value}About`),
        }))}
      />
      <Rule
        title={t('rules.quorum')}
        mine={mine}
        value={quorum}
        onValue={(value) => set('quorum', Number(value))}
        options={[
          ...quorums.map((value) => ({
            value: value,
            label: t(`rules.quorum.${value}`),
            about: t(`rules.quorum.${value}About`),
          })),
          ...(quorums.some((each) => each === quorum) ? [] : [other]),
        ]}
      />
    </>
  );
}

interface RuleProps<Value extends string> {
  title: string;
  mine: boolean;
  value: Value;
  onValue: (value: Value) => void;
  options: { value: Value; label: string; about: string }[];
}

/** Who may not change it reads what holds, and meets no switch that does nothing. */
function Rule<Value extends string>({ title, mine, value, onValue, options }: RuleProps<Value>) {
  const holds = options.find((option) => option.value === value);
  return (
    <Section title={title}>
      {mine ? (
        <Choice label={title} hideLabel value={value} onValue={onValue} options={options} />
      ) : (
        <Card>{holds && <SettingsRow label={holds.label} about={holds.about} />}</Card>
      )}
    </Section>
  );
}
