const faultsShownMax = 12;

/// Counts what was checked, and prints the closing line that ./gigfair test reads.
export class Checks {
    #passed = 0;
    #failed = 0;

    /// One check: passes where no fault was found.
    none(what, faults) {
        if (faults.length === 0) {
            this.#passed += 1;
            return;
        }
        this.#failed += 1;
        console.log(`FAILED: ${what}: ${faults.length} faults`);
        for (const fault of faults.slice(0, faultsShownMax)) console.log(`  ${fault}`);
    }

    that(what, holds, otherwise = 'it does not hold') {
        this.none(what, holds ? [] : [otherwise]);
    }

    figure(text) {
        console.log(`figure: ${text}`);
    }

    /// The exit status of the program.
    close() {
        console.log(`${this.#passed} passed, ${this.#failed} failed`);
        return this.#failed === 0 && this.#passed > 0 ? 0 : 1;
    }
}
