/** Places that people look from: the county seats, roughly. */
const homes = [
    [30.868, 120.104],
    [30.545, 119.977],
    [31.027, 119.911],
    [30.639, 119.68],
    [30.877, 120.434],
];

async function items_of(url) {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
    return (await answer.json()).items;
}

/** What visitors ask for, in the mix of a morning: mostly lists, then the jobs in them, now and then the rest. */
export async function mixed_reads(url) {
    const api = '/api/v1';
    const lists = [];
    for (const [lat, lon] of homes) {
        lists.push(`${api}/openings?lat=${lat}&lon=${lon}`);
        lists.push(`${api}/openings?lat=${lat}&lon=${lon}&radius_m=5000&pay_min_fen=2200&shift=day`);
        lists.push(`${api}/openings?lat=${lat}&lon=${lon}&mode=recent&limit=50`);
    }
    const found = await items_of(`${url}${api}/openings?lat=${homes[0][0]}&lon=${homes[0][1]}&limit=100`);
    const jobs = found.flatMap(({ job_id }) => [`${api}/jobs/${job_id}`, `${api}/jobs/${job_id}/openings`]);
    const rest = [`${api}/markets`, `${api}/occupations`, `${api}/figures`, '/'];

    const mix = [];
    for (let at = 0; at < 100; ++at) {
        if (at % 10 < 6) mix.push(lists[at % lists.length]);
        else if (at % 10 < 9) mix.push(jobs[(at * 7) % jobs.length]);
        else mix.push(rest[Math.floor(at / 10) % rest.length]);
    }
    return mix.map((path) => ({ method: 'GET', path }));
}
