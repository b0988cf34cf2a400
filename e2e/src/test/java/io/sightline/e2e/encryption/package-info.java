/** Encryption at rest, from the first byte to the last. */
@NullMarked
package io.sightline.e2e.encryption;

import org.jspecify.annotations.NullMarked;
