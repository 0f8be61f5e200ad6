/** A text as a square that a camera reads. Always dark on light, as readers expect. */
import { squarePath } from '../../core/api/square-path.ts';
import styles from './qr-code.module.css';

export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, path } = squarePath(text, 2);
  return (
    <svg role="img" aria-label={label} className={styles['code']} viewBox={`0 0 ${size} ${size}`}>
      <path d={path} />
    </svg>
  );
}
