/** The still: what the name stands for. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 32 32"
      fill="none"
      stroke="currentColor"
      strokeWidth={2.4}
      strokeLinecap="round"
      strokeLinejoin="round"
      className={className}
      aria-hidden
    >
      <path d="M11 4h6M12.5 4v7L6.2 22.4A3.6 3.6 0 0 0 9.4 28h9.2a3.6 3.6 0 0 0 3.2-5.6L15.5 11V4" />
      <path d="M15.5 8.5c6 0 10.5 3 10.5 9.500v2" />
      <path d="M26 25.2c0 1-.7 1.8-1.6 1.8s-1.6-.8-1.6-1.8c0-.8 1.6-2.9 1.6-2.9s1.6 2.1 1.6 2.9Z" fill="currentColor" />
      <path d="M9 21h10" />
    </svg>
  );
}
