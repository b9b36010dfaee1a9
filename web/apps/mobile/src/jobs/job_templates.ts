import type { JobForm } from './job_form';
import type { PayUnit } from './jobs';

/** A common gig to start from. Its words are in the locale files; pay is never suggested. */
export interface JobTemplate {
    key: string;
    occupation: string;
    start: string;
    end: string;
    unit: PayUnit;
}

export const job_templates: readonly JobTemplate[] = [
    { key: 'dinner_server', occupation: 'server', start: '17:00', end: '21:00', unit: 'hour' },
    { key: 'lunch_dishwasher', occupation: 'dishwasher', start: '10:30', end: '14:00', unit: 'hour' },
    { key: 'parcel_sorter', occupation: 'parcel_sorter', start: '18:00', end: '22:00', unit: 'hour' },
    { key: 'room_attendant', occupation: 'room_attendant', start: '09:00', end: '15:00', unit: 'hour' },
    { key: 'cleaner', occupation: 'cleaner', start: '08:00', end: '11:00', unit: 'hour' },
    { key: 'hand_pieceworker', occupation: 'hand_pieceworker', start: '09:00', end: '15:00', unit: 'piece' },
];

/** Fills in what the template knows and leaves all else as it was typed. */
export function apply_template(form: JobForm, template: JobTemplate, words: { title: string; description: string }, tomorrow: string): void {
    form.title = words.title;
    form.description = words.description;
    form.occupation = template.occupation;
    form.unit = template.unit;
    form.settlement = 'day';
    const [first] = form.shifts;
    form.shifts = [
        { key: 1, date: first?.date || tomorrow, start: template.start, end: template.end, places: first?.places || '1' },
    ];
}
