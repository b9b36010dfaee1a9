import fs from 'node:fs';
import path from 'node:path';

/// A folder whose power can be cut: the shim keeps a shadow of it that holds only what was synced,
/// and after a cut the shadow takes the folder's place.
export class CutFolder {
    #shim;
    #shadow;

    /// `folder` exists; what it holds now counts as synced.
    constructor(folder, shim) {
        this.folder = fs.realpathSync(folder);
        this.#shim = path.resolve(shim);
        this.#shadow = `${this.folder}.shadow`;
        this.arm();
    }

    /// What the program needs in its environment so that the shim watches it.
    environment() {
        return {
            LD_PRELOAD: this.#shim,
            GIG_CUT_FOLDER: this.folder,
            GIG_CUT_SHADOW: this.#shadow,
        };
    }

    /// After the program was killed: the folder becomes what a disk would hold.
    cut() {
        fs.rmSync(this.folder, { recursive: true });
        fs.renameSync(this.#shadow, this.folder);
        fs.rmSync(`${this.#shadow}.part`, { recursive: true });
    }

    /// Before the program is started again.
    arm() {
        fs.cpSync(this.folder, this.#shadow, { recursive: true });
        fs.mkdirSync(`${this.#shadow}.part`);
    }

    remove() {
        for (const gone of [this.folder, this.#shadow, `${this.#shadow}.part`]) {
            fs.rmSync(gone, { recursive: true, force: true });
        }
    }
}
