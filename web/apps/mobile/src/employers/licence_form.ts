import type { EmployerLicence, LicenceKind } from './employers';

/** A licence as it is typed in; dates as the browser's date field gives them. */
export interface LicenceForm {
    number: string;
    issued_by: string;
    expires_on: string;
}

/** Of an agency: the first licence is asked of all, the second of who dispatches workers. */
export interface AgencyForm {
    human_resources_service: LicenceForm;
    dispatches: boolean;
    labour_dispatch: LicenceForm;
}

export function empty_agency(): AgencyForm {
    const empty = (): LicenceForm => ({ number: '', issued_by: '', expires_on: '' });
    return { human_resources_service: empty(), dispatches: false, labour_dispatch: empty() };
}

/** The licences that are asked for, in the order in which they are sent. */
export function licence_kinds_of(agency: AgencyForm): LicenceKind[] {
    return agency.dispatches ? ['human_resources_service', 'labour_dispatch'] : ['human_resources_service'];
}

export function licences_of(agency: AgencyForm): EmployerLicence[] {
    return licence_kinds_of(agency).map((kind) => ({
        kind,
        number: agency[kind].number.trim(),
        issued_by: agency[kind].issued_by.trim(),
        expires_on: agency[kind].expires_on,
    }));
}

const date_pattern = /^\d{4}-\d{2}-\d{2}$/;

/** Keys of the words for what must be corrected; `today` is the city's date. */
export function licence_errors(agency: AgencyForm, today: string): { pointer: string; key: string }[] {
    return licences_of(agency).flatMap((licence, n) => {
        const errors: { pointer: string; key: string }[] = [];
        if (!licence.number) errors.push({ pointer: `/licences/${n}/number`, key: 'employer.licence.number_missing' });
        if (!licence.issued_by) errors.push({ pointer: `/licences/${n}/issued_by`, key: 'employer.licence.issuer_missing' });
        if (!date_pattern.test(licence.expires_on)) {
            errors.push({ pointer: `/licences/${n}/expires_on`, key: 'employer.licence.end_missing' });
        } else if (licence.expires_on < today) {
            errors.push({ pointer: `/licences/${n}/expires_on`, key: 'employer.licence.ended' });
        }
        return errors;
    });
}
