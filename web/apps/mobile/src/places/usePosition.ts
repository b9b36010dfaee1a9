import { ref } from 'vue';

/** A phone indoors may never find itself; after this the person picks a street. */
const position_timeout_ms = 8_000;
/** Where somebody was a few minutes ago is good enough for a list of work. */
const position_age_max_ms = 300_000;

export interface Position {
    lon: number;
    lat: number;
}

/** The phone's own location: asked for only when a person taps, and never kept. */
export function usePosition() {
    const asking = ref(false);
    const failure = ref<'refused' | 'unavailable'>();

    function ask(): Promise<Position | undefined> {
        failure.value = undefined;
        if (!('geolocation' in navigator)) {
            failure.value = 'unavailable';
            return Promise.resolve(undefined);
        }
        asking.value = true;
        return new Promise((resolve) => {
            navigator.geolocation.getCurrentPosition(
                ({ coords }) => {
                    asking.value = false;
                    resolve({ lon: coords.longitude, lat: coords.latitude });
                },
                (error) => {
                    asking.value = false;
                    failure.value = error.code === error.PERMISSION_DENIED ? 'refused' : 'unavailable';
                    resolve(undefined);
                },
                { timeout: position_timeout_ms, maximumAge: position_age_max_ms },
            );
        });
    }

    return { asking, failure, ask };
}
