import { ApiProblem, client_codes, is_under_way, type Problem } from '@gigfair/api';
import type { Translate } from './format';

export type { Problem } from '@gigfair/api';

/** What a person may do about a problem. */
export type Remedy = 'retry' | 'sign_in' | 'home' | 'none';

/** A problem in words: what happened, and what to do next. */
export interface Trouble {
    title: string;
    detail: string;
    next: string;
    remedy: Remedy;
    code: string;
    /** JSON pointer of the value at fault, and every finding with its own. */
    fields: { pointer: string; message: string }[];
    request_id: string;
}

const own_codes: readonly string[] = Object.values(client_codes);

function remedy_of(problem: Problem): Remedy {
    if (problem.status === 0 || problem.status === 429 || problem.status >= 500 || is_under_way(problem)) return 'retry';
    if (problem.status === 401) return 'sign_in';
    // A changed or missing CSRF token is a session that this page no longer knows.
    if (problem.code.startsWith('session.')) return 'sign_in';
    if (problem.status === 404) return 'home';
    return 'none';
}

function next_of(problem: Problem, retry_after_s: number | undefined, t: Translate): string {
    if (problem.status === 429 && retry_after_s !== undefined) return t('problem.next.wait', { n: retry_after_s });
    if (problem.status === 422) return t('problem.next.correct');
    const remedy = remedy_of(problem);
    return t(problem.status === 409 && remedy === 'none' ? 'problem.next.conflict' : `problem.next.${remedy}`);
}

function fields_of(problem: Problem): Trouble['fields'] {
    const fields = (problem.findings ?? []).flatMap((finding) =>
        finding.field === null ? [] : [{ pointer: finding.field, message: finding.message }],
    );
    const named = problem.field;
    if (named !== undefined && !fields.some((field) => field.pointer === named)) {
        fields.unshift({ pointer: named, message: problem.detail || problem.title });
    }
    return fields;
}

/** Reads whatever a call threw. A bug of ours is shown as one too, never swallowed. */
export function trouble_of(error: unknown, t: Translate): Trouble {
    if (!(error instanceof ApiProblem)) {
        const detail = error instanceof Error ? error.message : String(error);
        return { title: t('problem.bug'), detail, next: t('problem.next.retry'), remedy: 'retry', code: 'client.bug', fields: [], request_id: '' };
    }
    const { problem } = error;
    const own = own_codes.includes(problem.code);
    return {
        title: own ? t(`problem.${problem.code.replace('client.', '')}`) : problem.title,
        detail: own || problem.detail === problem.title ? '' : problem.detail,
        next: next_of(problem, error.retry_after_s, t),
        remedy: remedy_of(problem),
        code: problem.code,
        fields: fields_of(problem),
        request_id: problem.request_id,
    };
}
