import { describe, expect, it } from "vitest";
import { readValues } from "../../../../components/recipe-form/logic/issues";
import { minimalRecipe, parsedRecipe } from "../../../helpers/recipes";

describe("readValues", () => {
  it("gives the recipe with its defaults where nothing is wrong", () => {
    expect(readValues(minimalRecipe())).toEqual({ recipe: parsedRecipe(), issues: [] });
  });

  it("gives what is wrong, and no recipe", () => {
    expect(readValues({ ...minimalRecipe(), name: "" })).toMatchObject({
      recipe: null,
      issues: [{ field: "name", kind: "required" }],
    });
  });
});
