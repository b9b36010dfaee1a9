import { openings_of, type Job, type JobOpening } from '@gigfair/core/jobs/job';
import { versions_of, type JobVersion } from '@gigfair/core/jobs/job_versions';
import { city_date } from '@gigfair/core/shared/city_time';
import { Act, answerOf, ApiProblem, useHttp } from '@gigfair/core/shared/http';
import { computed, onMounted, reactive, ref, shallowRef, watch } from 'vue';
import { useAttempt } from '../shared/useAttempt';
import { amendment_of, change_errors, change_places, changed_body, checkable_change, etag_of, form_of, merged, put_member, rows_ahead, type Clash } from './job_change';
import { copy_of, empty_form, type JobForm } from './job_form';
import { may_be_changed } from './jobs';
import type { PostedJob } from './useJobPost';
import { useJobWriting } from './useJobWriting';

/** A post as it stands, and its texts, newest first. */
interface Standing {
    job: Job;
    openings: JobOpening[];
    versions: JobVersion[];
}

/** Changing one's own post: the form with what it says, what somebody else changed meanwhile, and the act itself. */
export function useJobChange(id: () => string) {
    const { api } = useHttp();
    const today = city_date(new Date());
    const form = reactive(empty_form());
    const standing = shallowRef<Standing>();
    /** The form as it was filled from the newest text that was read. */
    const filled = shallowRef<JobForm>(empty_form());
    const clashes = shallowRef<Clash[]>([]);
    /** Whether a newer text was put under what was typed. */
    const renewed = ref(false);
    const nothing_changed = ref(false);
    const changed = shallowRef<PostedJob>();
    const changing = new Act();
    const { busy: loading, error: load_error, attempt } = useAttempt();

    const newest = computed(() => standing.value?.versions[0]);
    const writing = useJobWriting(form, {
        checkable: (written) => newest.value && checkable_change(written, newest.value.body),
        places: change_places,
    });
    const can_change = computed(() => standing.value !== undefined && may_be_changed(standing.value.job.state) && filled.value.shifts.length > 0);
    /** Somebody else was faster: the server kept their text, and nothing of this one. */
    const is_outdated = computed(() => writing.error.value instanceof ApiProblem && writing.error.value.problem.status === 412);
    watch(form, () => (nothing_changed.value = false));

    async function read(): Promise<JobForm | undefined> {
        const path = { id: id() };
        const [job, openings, versions] = await Promise.all([
            answerOf(api.GET('/api/v1/jobs/{id}', { params: { path } })),
            openings_of(api, path.id),
            versions_of(api, path.id),
        ]);
        standing.value = { job, openings, versions };
        return versions[0] && form_of(versions[0].body, rows_ahead(openings, new Date()), job.employer.kind);
    }
    const load = () =>
        attempt(async () => {
            filled.value = (await read()) ?? filled.value;
            Object.assign(form, copy_of(filled.value));
        });
    const load_newer = () =>
        attempt(async () => {
            const mine = copy_of(form);
            const theirs = await read();
            if (!theirs) return;
            const both = merged(mine, filled.value, theirs);
            filled.value = theirs;
            Object.assign(form, copy_of(both.form));
            clashes.value = both.clashes;
            renewed.value = true;
            writing.error.value = undefined;
        });
    /** Their words in the place of one's own. */
    function take_theirs({ member, theirs }: Clash): void {
        put_member(form, member, copy_of(theirs));
        clashes.value = clashes.value.filter((clash) => clash.member !== member);
    }
    async function save(): Promise<void> {
        const version = newest.value;
        if (!version) return;
        const body = amendment_of(form, filled.value, version.body);
        nothing_changed.value = Object.keys(body).length === 0;
        if (nothing_changed.value) return;
        const send = (key: string) => {
            const header = { 'Idempotency-Key': key, 'If-Match': etag_of(version) };
            return answerOf(api.PATCH('/api/v1/jobs/{id}', { params: { path: { id: id() }, header }, body }));
        };
        const whole = changed_body(form, version.body);
        const answer = await writing.send(whole, change_errors(form, filled.value), () => changing.run({ body, version: version.version }, send));
        if (answer) changed.value = { answer, body: whole };
    }
    onMounted(load);
    const told = { nothing_changed, changed, clashes, renewed, is_outdated };
    return { form, today, standing, can_change, writing, loading, load_error, ...told, load, load_newer, take_theirs, save };
}
