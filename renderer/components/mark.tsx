/** The sign of Kith: three circles that share what they have. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden focusable="false">
      <rect width="32" height="32" rx="8" fill="#1f6b4f" />
      <g fill="none" stroke="#fff" strokeWidth="2.2">
        <circle cx="11" cy="12" r="4.6" />
        <circle cx="21" cy="12" r="4.6" />
        <circle cx="16" cy="20.6" r="4.6" />
      </g>
    </svg>
  );
}
