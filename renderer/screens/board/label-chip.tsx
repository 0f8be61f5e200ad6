/** A label as cards wear it. Its name always stands on it, so that nobody needs the colour. */
import type { ColorName, LabelView } from '../../../core/api/board-methods.ts';
import styles from './label-chip.module.css';

export function LabelChip({ label }: { label: LabelView }) {
  return (
    <span className={styles['chip']} data-color={label.color}>
      <span dir="auto">{label.title}</span>
    </span>
  );
}

/** Decoration: a name stands beside it. */
export function ColorDot({ color }: { color: ColorName }) {
  return <span className={styles['dot']} data-color={color} aria-hidden />;
}
