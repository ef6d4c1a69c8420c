"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/context";
import { useRecipe } from "../recipe-context";

/** The first rows of a file through the student's chat template, asked for once the student is chosen; it takes ms-swift some seconds. */
export function useTemplated(path: string, isWanted: boolean) {
  const trpc = useTRPC();
  const { settled, recipe } = useRecipe();
  const { model, modelType, template, trustRemoteCode } = settled.student;
  const { columns } = settled.data;
  const isStudentChosen = model.trim() !== "";
  const asked = useQuery(
    trpc.data.templated.queryOptions(
      {
        path,
        student: { model, modelType, template, trustRemoteCode },
        turns: recipe?.training.turns,
        ...(columns && { columns }),
      },
      {
        enabled: isWanted && isStudentChosen,
        staleTime: Number.POSITIVE_INFINITY,
        retry: false,
        // Who closes the rows no longer waits for them.
        trpc: { abortOnUnmount: true },
      },
    ),
  );
  return { isStudentChosen, templated: asked.data, error: asked.error, maxLength: settled.data.maxLength ?? 2048 };
}
