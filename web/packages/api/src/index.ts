export type { components, paths } from './schema';
export { createApi, answerOf } from './client';
export type { Api, ApiOptions } from './client';
export { Act } from './act';
export { ApiProblem, client_codes, connection_problem, is_under_way, problemOf } from './problem';
export type { Problem, Finding } from './problem';
