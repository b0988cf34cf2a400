/**
 * Encryption at rest: what is stored, and the keys it is stored under. The only package that knows
 * Tink.
 */
@NullMarked
package io.sightline.clipstore.crypt;

import org.jspecify.annotations.NullMarked;
