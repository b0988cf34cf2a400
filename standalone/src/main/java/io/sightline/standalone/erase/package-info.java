/** Erasure on request: what it would take, the request itself, and the certificate. */
@NullMarked
package io.sightline.standalone.erase;

import org.jspecify.annotations.NullMarked;
