/** Clips whose time will be up, and the process that sees to it: for benches and soaks. */
@NullMarked
package io.sightline.standalone.expiring;

import org.jspecify.annotations.NullMarked;
