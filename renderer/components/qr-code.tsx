/** A text as a square that a camera reads. Always dark on light, as readers expect. */
import { encode } from 'uqr';
import styles from './qr-code.module.css';

export function QrCode({ text, label }: { text: string; label: string }) {
  const code = encode(text, { border: 2 });
  const path = code.data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
  return (
    <svg role="img" aria-label={label} className={styles['code']} viewBox={`0 0 ${code.size} ${code.size}`}>
      <path d={path} />
    </svg>
  );
}
