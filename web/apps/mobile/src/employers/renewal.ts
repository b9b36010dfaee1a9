import { date_plus } from '@gigfair/core/shared/city_time';
import type { EmployerMandate, EmployerRenewal, FiledLicence, LicenceKind, OwnEmployer } from './employers';
import { empty_agency, licence_errors, licences_of, type AgencyForm } from './licence_form';

/** A licence that ends within these days is worth renewing before anybody asks. */
export const licence_ending_days = 30;

/** What a member can do about an employer: hand in what is new, have it asked about once more, or apply anew. */
export type NextStep = 'renew' | 'check' | 'apply';

export interface MandateForm {
    changed: boolean;
    until: string;
    document_ref: string;
}

export interface RenewalForm {
    agency: AgencyForm;
    mandate: MandateForm;
}

/** Of each kind the licence that was handed in last: what waits for staff, else what counts. */
export function newest_licence(licences: readonly FiledLicence[], kind: LicenceKind): FiledLicence | undefined {
    const of_kind = licences.filter((licence) => licence.kind === kind);
    return of_kind.find(({ stage }) => stage === 'handed_in') ?? of_kind[0];
}

export function ends_soon(licence: Pick<FiledLicence, 'expires_on'>, today: string): boolean {
    return licence.expires_on <= date_plus(today, licence_ending_days);
}

function licence_ends_soon({ licences }: OwnEmployer, today: string): boolean {
    return licences.some((licence) => newest_licence(licences, licence.kind) === licence && ends_soon(licence, today));
}

/** A household's member acts for themselves: nobody gave them a mandate. */
export function may_have_mandate({ kind }: OwnEmployer): boolean {
    return kind !== 'household';
}

/** Whoever has no papers to hand in is simply asked about again. */
const renewing_step = (employer: OwnEmployer): NextStep => (may_have_mandate(employer) ? 'renew' : 'check');

/** Renewed papers of an agency are with the staff. */
export function is_being_renewed({ kind, waits_for }: OwnEmployer): boolean {
    return kind === 'agency' && (waits_for === 'renewal' || waits_for === 'second_person');
}

function refused_step({ kind, reason }: OwnEmployer): NextStep {
    return kind === 'agency' && reason?.startsWith('employer.licence_') === true ? 'renew' : 'apply';
}

function standing_step(employer: OwnEmployer): NextStep | undefined {
    const is_agency = employer.kind === 'agency';
    switch (employer.waits_for) {
        case 'renewal_due':
        case 'licence_ending':
            return renewing_step(employer);
        case 'registry_refusal':
            return is_agency ? 'renew' : 'check';
        case 'renewal':
            // Of an agency two persons look; of all others only the registry is silent.
            return is_agency ? undefined : 'check';
        default:
            return undefined;
    }
}

/** The one step that helps now; nothing where there is nothing to do but wait. */
export function next_step(employer: OwnEmployer, today: string): NextStep | undefined {
    const { state, waits_for } = employer;
    switch (state) {
        case 'pending':
            return licence_ends_soon(employer, today) ? 'renew' : 'check';
        case 'verified':
            return standing_step(employer) ?? (waits_for === null && licence_ends_soon(employer, today) ? 'renew' : undefined);
        case 'lapsed':
            return is_being_renewed(employer) ? undefined : renewing_step(employer);
        case 'refused':
            return refused_step(employer);
        case 'awaiting_second':
        case 'suspended':
            return undefined;
    }
}

/** A mandate may end while its employer stands, and ends posting too: only the member knows its day. */
export function may_renew_mandate(employer: OwnEmployer, today: string): boolean {
    const has_form_anyway = next_step(employer, today) === 'renew';
    return may_have_mandate(employer) && !has_form_anyway && (employer.state === 'verified' || employer.state === 'lapsed');
}

/** What is on file, to be changed. The last day of what ends soon is left out: it is what the new paper has anew. */
export function renewal_form(employer: OwnEmployer, today: string): RenewalForm {
    const agency = empty_agency();
    for (const kind of ['human_resources_service', 'labour_dispatch'] as const) {
        const licence = newest_licence(employer.licences, kind);
        if (!licence) continue;
        const { number, issued_by, expires_on } = licence;
        agency[kind] = { number, issued_by, expires_on: ends_soon(licence, today) ? '' : expires_on };
        if (kind === 'labour_dispatch') agency.dispatches = true;
    }
    return { agency, mandate: { changed: may_renew_mandate(employer, today), until: '', document_ref: '' } };
}

/** The request's body: an agency's licences, and the mandate where it has changed. */
export function renewal_of(form: RenewalForm, employer: OwnEmployer): EmployerRenewal {
    const body: EmployerRenewal = {};
    if (employer.kind === 'agency') body.licences = licences_of(form.agency);
    if (may_have_mandate(employer) && form.mandate.changed) {
        const mandate: EmployerMandate = { until: form.mandate.until };
        if (form.mandate.document_ref.trim()) mandate.document_ref = form.mandate.document_ref.trim();
        body.mandate = mandate;
    }
    return body;
}

/** Keys of the words for what must be corrected before asking the server. */
export function renewal_errors(form: RenewalForm, employer: OwnEmployer, today: string): { pointer: string; key: string }[] {
    const errors = employer.kind === 'agency' ? licence_errors(form.agency, today) : [];
    if (may_have_mandate(employer) && form.mandate.changed) {
        if (form.mandate.until === '') errors.push({ pointer: '/mandate/until', key: 'employer.mandate.end_missing' });
        else if (form.mandate.until < today) errors.push({ pointer: '/mandate/until', key: 'employer.mandate.ended' });
    }
    return errors;
}
