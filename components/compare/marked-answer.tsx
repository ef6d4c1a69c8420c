import { diffWords } from "diff";
import { useMemo } from "react";

/** An answer with the words marked that the other text (the teacher's answer) does not have. */
export function MarkedAnswer({ text, against }: { text: string; against: string | null }) {
  const parts = useMemo(() => {
    if (against === null || against === text) return [{ text, isOwn: false, at: 0 }];
    let at = 0;
    return diffWords(against, text)
      .filter(({ removed }) => !removed)
      .map(({ value, added }) => {
        const part = { text: value, isOwn: added, at };
        at += value.length;
        return part;
      });
  }, [text, against]);
  return (
    <span className="break-words whitespace-pre-wrap" data-verbatim>
      {parts.map((part) =>
        part.isOwn ? (
          <mark key={part.at} className="rounded-xs bg-warning/20 text-inherit">
            {part.text}
          </mark>
        ) : (
          <span key={part.at}>{part.text}</span>
        ),
      )}
    </span>
  );
}
