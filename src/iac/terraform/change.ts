import type { Change } from "../declaration.ts";
import type { Plan } from "./plan.ts";

export const changeOfPlan = (_plan: Plan, _file: string, _known: object): Change => ({
  declarations: [],
  removed: [],
  partition: "aws",
});
