import { ApiProblem } from './problem';

/** A random name for one act. Not crypto.randomUUID: that is absent on plain http and in old WebViews. */
export function random_key(): string {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * One thing that a person does, such as publishing a post, and the Idempotency-Key it goes under.
 *
 * Pressing again after a lost answer sends the same key, so that nothing is done twice. A definite
 * answer ends the act: the next press is a new one.
 */
export class Act {
    private body = '';
    private key: string | undefined;

    async run<Answer>(body: unknown, send: (key: string) => Promise<Answer>): Promise<Answer> {
        const text = JSON.stringify(body ?? {});
        if (this.key === undefined || this.body !== text) this.key = random_key();
        this.body = text;
        try {
            const answer = await send(this.key);
            this.key = undefined;
            return answer;
        } catch (error) {
            if (error instanceof ApiProblem && !error.outcome_unknown) this.key = undefined;
            throw error;
        }
    }
}
