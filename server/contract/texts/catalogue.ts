import { advice } from "./advice";
import { answers } from "./answers";
import { cli } from "./cli";
import { clusters } from "./clusters";
import { connections } from "./connections";
import { control } from "./control";
import { convergence } from "./convergence";
import { data } from "./data";
import { doctor } from "./doctor";
import { downloads } from "./downloads";
import { exits } from "./exits";
import { failures } from "./failures";
import { faults } from "./faults";
import { files } from "./files";
import { formulas } from "./formulas";
import { imports } from "./imports";
import { jobs } from "./jobs";
import { memory } from "./memory";
import { mends } from "./mends";
import { models } from "./models";
import { pairs } from "./pairs";
import { phases } from "./phases";
import { problems } from "./problems";
import { publish } from "./publish";
import { recipes } from "./recipes";
import { refusals } from "./refusals";
import { rules } from "./rules";
import { schema } from "./schema";
import { scores } from "./scores";
import { servers } from "./servers";
import { setup } from "./setup";
import { statuses } from "./statuses";
import { storage } from "./storage";
import { stored } from "./stored";
import { times } from "./times";

/** Every message of the server by area; an area is a file and a line here. */
export const catalogue = {
  advice,
  answers,
  cli,
  clusters,
  connections,
  control,
  convergence,
  data,
  doctor,
  downloads,
  exits,
  failures,
  faults,
  files,
  formulas,
  imports,
  jobs,
  memory,
  mends,
  models,
  pairs,
  phases,
  problems,
  publish,
  recipes,
  refusals,
  rules,
  scores,
  schema,
  servers,
  setup,
  statuses,
  storage,
  stored,
  times,
};
