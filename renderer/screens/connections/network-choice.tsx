/** Whom this device may find. It never becomes wider by itself. */
import type { NetworkMode } from '../../../core/api/fields.ts';
import { Choice } from '../../components/choice.tsx';
import { t } from '../../text/text.ts';

interface NetworkChoiceProps {
  label: string;
  hideLabel?: boolean;
  value: NetworkMode;
  onValue: (value: NetworkMode) => void;
}

export function NetworkChoice({ label, hideLabel = false, value, onValue }: NetworkChoiceProps) {
  return (
    <Choice
      label={label}
      hideLabel={hideLabel}
      value={value}
      onValue={onValue}
      options={(['lan', 'loopback', 'offline'] as const).map((mode) => ({
        value: mode,
        label: t(`network.${mode}`),
        about: t(`network.${mode}About`),
      }))}
    />
  );
}
