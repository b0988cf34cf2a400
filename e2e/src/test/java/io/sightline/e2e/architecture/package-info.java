/** What may use what, and the proof that each rule would notice. */
@NullMarked
package io.sightline.e2e.architecture;

import org.jspecify.annotations.NullMarked;
