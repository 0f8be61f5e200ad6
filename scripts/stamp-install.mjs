/** npm's postinstall step: notes which lock file the packages came from, so that no script installs them again. */
import { stampInstall } from './toolchain.mjs';

stampInstall();
