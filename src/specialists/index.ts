export { openSpecialist, type SpecialistOptions } from "./openSpecialist.js";
export type { Specialist, SpecialistResult } from "./specialist.js";
