import { Skeleton } from "../ui/skeleton";

const rows = ["a", "b", "c", "d", "e", "f"];

/** The list while it loads, in the size of its rows. */
export function ListSkeleton({ label, isNarrow }: { label: string; isNarrow: boolean }) {
  return (
    <div role="status" aria-label={label} className={isNarrow ? "grid gap-2.5" : "rounded-lg border bg-card"}>
      {!isNarrow && <div className="h-9 border-b" />}
      {rows.map((row) =>
        isNarrow ? (
          <Skeleton key={row} className="h-56 rounded-lg" />
        ) : (
          <div key={row} className="flex h-14 items-center gap-4 border-b px-3 last:border-0">
            <Skeleton className="size-4" />
            <Skeleton className="h-5 w-20" />
            <Skeleton className="h-5 w-48" />
            <Skeleton className="h-5 w-36" />
            <Skeleton className="h-5 flex-1" />
          </div>
        ),
      )}
    </div>
  );
}
