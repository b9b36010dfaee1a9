import { computed, ref, shallowRef } from 'vue';
import { answerOf, useHttp } from '@gigfair/core/shared/http';
import { fill_form, post_text_max, read_notes, value_at, type ReadJob, type ReadNote } from './job_text';
import type { JobForm } from './job_form';

/** A pasted text, read into the form. */
export function useJobText(form: JobForm) {
    const { api } = useHttp();
    const text = ref('');
    const busy = ref(false);
    const error = ref<unknown>();
    const read = shallowRef<ReadJob>();
    const notes = shallowRef<ReadNote[]>([]);

    const is_empty = computed(() => text.value.trim() === '');
    const is_too_long = computed(() => Array.from(text.value.trim()).length > post_text_max);
    /** What was changed by hand since is no longer what was read. */
    const standing = computed(() => new Map(notes.value.filter(({ pointer, value }) => value_at(form, pointer) === value).map((note) => [note.pointer, note])));

    async function read_in(): Promise<void> {
        if (is_empty.value || is_too_long.value || busy.value) return;
        busy.value = true;
        error.value = undefined;
        try {
            const answer = await answerOf(api.POST('/api/v1/jobs:read-text', { body: { text: text.value.trim() } }));
            fill_form(form, answer);
            notes.value = read_notes(form, answer.facts);
            read.value = answer;
        } catch (failure) {
            error.value = failure;
        } finally {
            busy.value = false;
        }
    }
    return { text, busy, error, read, standing, is_empty, is_too_long, read_in };
}
