import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { recipeJsonSchema } from "../contract/recipe/json-schema";
import { resolvePaths } from "../platform/paths";

writeFileSync(
  join(resolvePaths().project, "public", "recipe.schema.json"),
  `${JSON.stringify(recipeJsonSchema(), null, 2)}\n`,
);
