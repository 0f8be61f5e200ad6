/** The sign of Kith: three who overlap, and what they share in the middle. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden focusable="false">
      <rect width="32" height="32" rx="8.5" fill="#1b5e45" />
      <circle cx="16" cy="11.4" r="6.3" fill="#f2c14e" />
      <circle cx="11.6" cy="19" r="6.3" fill="#7fd1ab" />
      <circle cx="20.4" cy="19" r="6.3" fill="#f0906c" />
      <path d="M9.89 12.94A6.3 6.3 0 0 1 17.71 17.46 6.3 6.3 0 0 1 9.89 12.94Z" fill="#c3d487" />
      <path d="M22.11 12.94A6.3 6.3 0 0 0 14.29 17.46 6.3 6.3 0 0 0 22.11 12.94Z" fill="#f3a85a" />
      <path d="M16 23.51A6.3 6.3 0 0 0 16 14.49 6.3 6.3 0 0 0 16 23.51Z" fill="#c9a98d" />
      <path
        d="M16 14.49A6.3 6.3 0 0 1 17.71 17.46 6.3 6.3 0 0 1 14.29 17.46 6.3 6.3 0 0 1 16 14.49Z"
        fill="#fffaf0"
      />
    </svg>
  );
}
