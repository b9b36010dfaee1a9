import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where pictures for review are kept; ignored by git. */
export const shots = join(dirname(fileURLToPath(import.meta.url)), 'shots');
